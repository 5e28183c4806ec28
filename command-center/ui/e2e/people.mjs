import assert from "node:assert/strict";
import { join } from "node:path";
import { PATIENCE_MS } from "./driver.mjs";
import { Administrator } from "./people-driver.mjs";
import { workbook } from "./workbook.mjs";

const IMPORT_MS = 180_000;
const BLIND_MS = 90_000;
const COUNTY = "220282";
const SLOPE = "jl-220282-017";
/** Households that the demo settles below it. */
const OF_THE_DEMO = 12;
const HOUSEHOLDS = 2_000;
const DAY_MS = 86_400_000;

const TITLES = ["隐患点编号", "户编号", "类别", "户主姓名", "人数", "住址", "电话1", "上门通知人", "上门通知人电话", "截止日期", "成员1姓名", "成员1性别"]; // prettier-ignore

const number = (begin, i) => `${begin}${String(i).padStart(11 - begin.length, "0")}`;

/** The first five at the slope, the third of them a camp that hangs on one person; the rest at another point. */
const listOf = (other) =>
  Array.from({ length: HOUSEHOLDS }, (_, i) => [
    i < 5 ? SLOPE : other,
    String(i + 1),
    i === 2 ? "施工营地" : "农户",
    i === 2 ? "公路三标营地" : `金顺${i + 1}`,
    i === 2 ? "42" : "4",
    `老岭沟村 ${i + 1} 号`,
    number("1001", i),
    i === 2 ? "" : `邻居${Math.floor(i / 8)}`,
    i === 2 ? "" : number("1002", Math.floor(i / 8)),
    i === 2 ? "2099-12-31" : "",
    `金顺${i + 1}`,
    "女",
  ]);

/** Seven cells that cannot be taken: row as Excel counts it, column, what stands there. */
function spoiled(rows) {
  const bad = rows.map((row) => [...row]);
  bad[9][0] = "没有此点";
  bad[19][4] = "四口";
  bad[29][6] = "12";
  bad[39][1] = "39";
  bad[49][3] = "";
  bad[59][11] = "未知";
  bad[69][9] = "2026-02-30";
  return bad;
}

/** The day in China, and that time of it as a field of date and time takes it. */
const china = (at) => new Date(at + 8 * 3_600_000).toISOString();

/** A bureau sets itself up: officers, a night's roster, the people below, a device in repair. Each step stands on those before. */
export function peopleSteps(browser, { base, user, password, shots }) {
  let officer;
  let other;
  let lonely;
  const file = (name) => (shots ? join(shots, name) : "");
  return [
    [
      "an administrator makes a county's officers",
      async () => {
        officer = await Administrator.at(browser, base, 1366, 768);
        await officer.logsIn(user, password);
        await officer.goesTo("/users");
        for (const [username, name, role] of [
          ["e2e-wang", "王值班", "duty"],
          ["e2e-li", "李替班", "signer"],
        ]) {
          await officer.makesAUser({ username, name, role, division: COUNTY });
        }
        await officer.shows(shots, "users-1366");
      },
    ],
    [
      "and a roster, by which somebody is on duty now",
      async () => {
        await officer.goesTo("/duty");
        await officer.makesARoster({
          division: COUNTY,
          first: china(Date.now() - DAY_MS).slice(0, 10),
          days: 4,
          officer: "e2e-wang",
          name: "王值班",
          deputy: "e2e-li",
        });
        await officer.shows(shots, "duty-1366");
      },
    ],
    [
      "a list of 2 000 households with seven bad cells is refused, each cell named",
      async () => {
        const points = await officer.asks("/api/v1/points");
        other = points.find(({ id }) => id !== SLOPE).id;
        await officer.goesTo("/import");
        const faults = await officer.offersAList(workbook([TITLES, ...spoiled(listOf(other))]), IMPORT_MS);
        assert.deepEqual(faults, [
          "11 隐患点编号 没有此点",
          "21 人数 四口",
          "31 电话1 12",
          "41 户编号 39",
          "51 户主姓名 空",
          "61 成员1性别 未知",
          "71 截止日期 2026-02-30",
        ]);
        await officer.shows(shots, "import-bad-1366");
      },
    ],
    [
      "mended, it is taken",
      async () => {
        assert.deepEqual(await officer.offersAList(workbook([TITLES, ...listOf(other)]), IMPORT_MS), []);
        await officer.takesTheList(IMPORT_MS);
        await officer.goesTo(`/points/${SLOPE}/households`);
        assert.equal(await officer.seesHouseholds(PATIENCE_MS), OF_THE_DEMO + 5);
        await officer.shows(shots, "households-1366");
      },
    ],
    [
      "the card of the point and those of its households are printed",
      async () => {
        await officer.goesTo(`/points/${SLOPE}/cards`);
        assert.equal(await officer.printsCards(file("cards.pdf"), PATIENCE_MS), OF_THE_DEMO + 6);
      },
    ],
    [
      "the camp that hangs on one person is named",
      async () => {
        await officer.goesTo("/weaknesses");
        await officer.seesWeakPoint("公路三标营地（施工营地，42人）只靠公路三标营地一人一部电话", PATIENCE_MS);
        await officer.shows(shots, "weaknesses-1366");
      },
    ],
    [
      "a point whose only device is in repair counts as unseen",
      async () => {
        const devices = (await officer.asks("/api/v1/devices")).filter(({ state }) => state === "service");
        lonely = devices.find((one) => devices.filter(({ pointId }) => pointId === one.pointId).length === 1);
        assert.ok(lonely, "the demo has a point with one device");
        await officer.goesTo(`/devices/${lonely.id}`);
        const until = china(Date.now() + DAY_MS).slice(0, 16);
        assert.equal(await officer.setsState("maintenance", until), 200);
        await officer.shows(shots, "device-maintenance-1366");
        await officer.goesTo(`/points/${lonely.pointId}`);
        await officer.seesThatNobodyWatches(BLIND_MS);
      },
    ],
    [
      "its sensor is replaced, and it goes back to work",
      async () => {
        await officer.goesTo(`/devices/${lonely.id}`);
        assert.equal(await officer.swaps(china(Date.now()).slice(0, 16), -3.5), 200);
        await officer.goesTo(`/devices/${lonely.id}`);
        assert.equal(await officer.setsState("service", null), 200);
        const device = await officer.asks(`/api/v1/devices/${lonely.id}`);
        assert.equal(device.state, "service");
        assert.equal(device.channels[0].datum.at(-1).offset, -3.5);
      },
    ],
    [
      "all of it stands in the audit trail, which holds",
      async () => {
        await officer.goesTo("/audit");
        assert.match(await officer.verifiesTheTrail(PATIENCE_MS), /完整/);
        const kept = await officer.asks("/api/v1/audit?limit=500");
        const actions = new Set(kept.map(({ action }) => action));
        for (const action of ["account.make", "household.import", "card.print", "device.save"]) {
          assert.ok(actions.has(action), action);
        }
        await officer.shows(shots, "audit-1366");
        assert.deepEqual([...officer.hosts], [new URL(base).host]);
        assert.deepEqual(officer.complaints, []);
        await officer.leaves();
      },
    ],
    [
      "users, duty, households, lists and weak points fit into 390 × 844",
      async () => {
        const phone = await Administrator.at(browser, base, 390, 844);
        await phone.logsIn(user, password);
        for (const [name, path] of [
          ["users", "/users"],
          ["duty", "/duty"],
          ["households", `/points/${SLOPE}/households`],
          ["import", "/import"],
          ["weaknesses", "/weaknesses"],
          ["audit", "/audit"],
        ]) {
          await phone.goesTo(path);
          await phone.page.waitForSelector("main tbody tr", { timeout: PATIENCE_MS });
          assert.ok((await phone.overflow()) <= 0, name);
          await phone.shows(shots, `${name}-390`);
        }
        await phone.leaves();
      },
    ],
  ];
}
