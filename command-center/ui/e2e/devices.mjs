import assert from "node:assert/strict";
import { PATIENCE_MS } from "./driver.mjs";
import { Keeper } from "./devices-driver.mjs";
import { workbook } from "./workbook.mjs";

const IMPORT_MS = 60_000;
const COUNTY = "220282";
const SLOPE = "jl-220282-017";
const GAUGE = "e2e-crack";
const SIREN = "e2e-siren";
const PASSWORD = "a long enough password";
const DAY_MS = 86_400_000;
const TITLES = ["隐患点编号", "统一编号", "名称", "灾害类型", "行政区划代码", "经度", "纬度", "威胁人数"];
const POINTS = [
  ["e2e-p1", "220282019911", "东山", "滑坡", COUNTY, "126.61", "42.91", "12"],
  ["e2e-p2", "220282029912", "西山", "崩塌", COUNTY, "126.62", "42.92", "7"],
];

/** The day in China, and that time of it as a field of date and time takes it. */
const china = (at) => new Date(at + 8 * 3_600_000).toISOString();

/** A bureau registers an instrument, keeps its papers, takes a list in and back, and gives a standing order. */
export function deviceSteps(browser, { base, user, password, shots }) {
  let keeper;
  let other;
  let expert;
  let signer;
  return [
    [
      "a device is registered; what is wrong is named at its field",
      async () => {
        keeper = await Keeper.at(browser, base, 1366, 768);
        await keeper.logsIn(user, password);
        await keeper.goesTo("/devices");
        const refused = await keeper.registersADevice(
          { id: "e2e crack", name: "坡脚裂缝", model: "crack", point: SLOPE, interval: 0 },
          ["crack"],
        );
        assert.equal(refused.status, 422);
        assert.equal(refused.faults.length, 2);
        assert.match(refused.faults[0], /字母、数字/);
        await keeper.shows(shots, "device-refused-1366");
        assert.equal((await keeper.registersADevice({ id: GAUGE, interval: 60 }, [])).status, 201);
        await keeper.page.waitForURL(`**/devices/${GAUGE}`);
      },
    ],
    [
      "its calibration has run out, which its page says; its password is shown once",
      async () => {
        const noted = await keeper.notesACalibration({
          calibratedOn: "2024-05-01",
          validUntil: "2025-05-01",
          certificate: "JL-2024-077",
          factor: 1.02,
        });
        assert.equal(noted.status, 201);
        await keeper.seesAttention("2025-05-01 到期", PATIENCE_MS);
        const first = await keeper.issuesALogin();
        assert.ok(first.length > 20);
        assert.match(await keeper.seesHistory(), /签发接入凭据[\s\S]*标定 裂缝，证书 JL-2024-077[\s\S]*登记/);
        await keeper.shows(shots, "device-file-1366");
        await keeper.goesTo(`/devices/${GAUGE}`);
        await keeper.seesAttention("2025-05-01 到期", PATIENCE_MS);
        assert.ok(!(await keeper.page.content()).includes(first));
      },
    ],
    [
      "two change it at once: the later one sees both versions, and chooses",
      async () => {
        other = await Keeper.at(browser, base, 1366, 768);
        await other.logsIn(user, password);
        await other.goesTo(`/devices/${GAUGE}`);
        await keeper.opensTheEditor();
        await other.opensTheEditor();
        assert.equal(await other.renames({ name: "坡脚裂缝 2 号", power: "太阳能 1" }), 200);
        assert.equal(await keeper.renames({ name: "坡脚裂缝甲", interval: 120 }), 409);
        assert.deepEqual(await keeper.seesBothVersions(), [
          ["名称", "坡脚裂缝甲", "坡脚裂缝 2 号"],
          ["上报间隔（秒）", "120", "60"],
          ["共用电源", "—", "太阳能 1"],
        ]);
        await keeper.shows(shots, "conflict-1366");
        await keeper.keeps("power", "theirs");
        assert.equal(await keeper.savesWhatIsChosen(), 200);
        const stored = await keeper.asks(`/api/v1/devices/${GAUGE}`);
        assert.deepEqual([stored.name, stored.interval, stored.power], ["坡脚裂缝甲", 120, "太阳能 1"]);
        await other.leaves();
      },
    ],
    [
      "a camera is registered, and its password never shown",
      async () => {
        await keeper.goesTo("/devices");
        const refused = await keeper.registersACamera({
          id: "e2e-camera",
          name: "坡脚",
          point: SLOPE,
          bearing: 45,
          address: "rtsp://admin:secret@10.0.0.9/1",
        });
        assert.equal(refused.faults.length, 1);
        const made = await keeper.mendsTheCamera({
          address: "rtsp://10.0.0.9/1",
          username: "admin",
          password: "s3cret-77",
        });
        assert.equal(made.status, 201);
        await keeper.page.waitForSelector("[data-camera=e2e-camera]");
        await keeper.goesTo("/devices");
        await keeper.page.waitForSelector("[data-camera=e2e-camera]");
        assert.match(await keeper.seesCamera("e2e-camera"), /密码已封存/);
        await keeper.shows(shots, "devices-1366");
      },
    ],
    [
      "a list of points with a bad cell is refused, mended it is taken, and taken back",
      async () => {
        await keeper.goesTo("/import?table=points");
        const bad = POINTS.map((row) => [...row]);
        bad[1][3] = "山洪";
        assert.deepEqual(await keeper.offersAList(workbook([TITLES, ...bad]), IMPORT_MS), ["3 灾害类型 山洪"]);
        await keeper.shows(shots, "import-points-1366");
        assert.deepEqual(await keeper.offersAList(workbook([TITLES, ...POINTS]), IMPORT_MS), []);
        await keeper.takesTheList(IMPORT_MS);
        const points = await keeper.asks("/api/v1/points");
        assert.ok(points.some(({ id }) => id === "e2e-p2"));
        assert.equal(await keeper.undoesTheNewestList(), 204);
        const after = await keeper.asks("/api/v1/points");
        assert.ok(!after.some(({ id }) => id === "e2e-p2"));
      },
    ],
    [
      "a standing order is drafted, an expert answers for its limits",
      async () => {
        await keeper.goesTo("/users");
        for (const [username, name, role] of [
          ["e2e-expert", "金专家", "expert"],
          ["e2e-signer", "朴签发", "signer"],
        ]) {
          const once = await keeper.makesAUser({ username, name, role, division: COUNTY });
          const fresh = await Keeper.at(browser, base, 1366, 768);
          await fresh.triesToLogIn(username, once);
          await fresh.choosesAPassword(once, PASSWORD);
          await fresh.leaves();
        }
        await keeper.goesTo("/devices");
        const siren = { id: SIREN, name: "村口警报器", model: "siren", point: SLOPE, interval: 60 };
        assert.equal((await keeper.registersADevice(siren, [])).status, 201);
        await keeper.goesTo("/standing-orders");
        const drafted = await keeper.draftsAnOrder({
          point: SLOPE,
          level: "red",
          until: china(Date.now() + 20 * DAY_MS).slice(0, 16),
          siren: SIREN,
          grounds: "夜间无人值守，距村三百米",
        });
        assert.equal(drafted.status, 201);
        expert = await Keeper.at(browser, base, 1366, 768);
        await expert.logsIn("e2e-expert", PASSWORD);
        await expert.goesTo("/standing-orders");
        await expert.approvesTheLimits();
        assert.match(await expert.seesAnOrder("approved"), /金专家（e2e-expert）/);
        await expert.leaves();
      },
    ],
    [
      "a signing officer signs it with the password once more; it is soon to expire, and revoked",
      async () => {
        signer = await Keeper.at(browser, base, 1366, 768);
        await signer.logsIn("e2e-signer", PASSWORD);
        await signer.goesTo("/standing-orders");
        const wrong = await signer.signs("not the password");
        assert.deepEqual([wrong.status, wrong.faults], [422, ["密码不对"]]);
        await signer.shows(shots, "order-signing-1366");
        assert.equal((await signer.signs(PASSWORD)).status, 200);
        assert.match(await signer.seesAnOrder("in-force"), /后到期，请重新起草签发/);
        const point = await signer.asks(`/api/v1/points/${SLOPE}`);
        assert.ok(point.standingOrders.some(({ sirens }) => sirens.includes(SIREN)));
        await signer.goesTo("/");
        await signer.seesTheReminder("常设指令 1 项需处理", PATIENCE_MS);
        await signer.shows(shots, "reminder-1366");
        await signer.goesTo("/standing-orders");
        assert.equal((await signer.revokes(PASSWORD, "警报器已拆")).status, 200);
        assert.match(await signer.seesAnOrder("revoked"), /警报器已拆/);
        const after = await signer.asks(`/api/v1/points/${SLOPE}`);
        assert.ok(!after.standingOrders.some(({ sirens }) => sirens.includes(SIREN)));
        await signer.shows(shots, "order-revoked-1366");
        assert.deepEqual([...signer.complaints, ...keeper.complaints], []);
        await signer.leaves();
        await keeper.leaves();
      },
    ],
    [
      "devices, lists and standing orders fit into 390 × 844",
      async () => {
        const phone = await Keeper.at(browser, base, 390, 844);
        await phone.logsIn(user, password);
        for (const [name, path, there] of [
          ["devices", "/devices", "[data-part=devices] tbody tr"],
          ["device", `/devices/${GAUGE}`, "[data-part=history] tbody tr"],
          ["orders", "/standing-orders", "section.order"],
          ["import-points", "/import?table=points", "main tbody tr"],
        ]) {
          await phone.goesTo(path);
          await phone.page.waitForSelector(there, { timeout: PATIENCE_MS });
          assert.ok((await phone.overflow()) <= 0, name);
          await phone.shows(shots, `${name}-390`);
        }
        await phone.leaves();
      },
    ],
  ];
}
