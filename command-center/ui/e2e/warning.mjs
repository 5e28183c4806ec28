import assert from "node:assert/strict";
import { PATIENCE_MS } from "./driver.mjs";
import { WarningOfficer } from "./warning-driver.mjs";

/** The demo's slope begins to creep at once; its first grave alert comes within this time. */
const STORY_MS = 240_000;
/** After five minutes a red that nobody decides goes to the people on the spot. */
const NIGHT_MS = 420_000;
const COUNTY = "220282";
const CITY = "2202";
const SLOPE = "jl-220282-017";
const OWN = "a password of my own";
const SHELTER = "老岭沟小学";

const line = (i) => `1003000010${i}`;
const RUNNER = "10030000199";
/** Of the demo, and on no card: the third household writes from another's phone, and somebody who passes by. */
const STRANGER = "10000009777";
const PASSER_BY = "10000009778";

/** Who lives below the slope: the first will move, the second asks for help, the third does not answer. */
const HOUSEHOLDS = [1, 2, 3].map((i) => ({
  number: `W${i}`,
  kind: "family",
  name: `岳家${i}`,
  people: i + 1,
  address: `老岭沟村 ${i} 号`,
  language: i === 2 ? "ko" : "zh",
  lines: [{ name: `岳家${i}`, phone: line(i) }],
  members: [],
  runner: i === 3 ? { name: "邻居老宋", phone: RUNNER } : null,
}));

/**
 * From an alert to people and back: a duty officer, an order-giver on a telephone, a signer of the city; and a night in
 * which nobody acts. Each step stands on those before it.
 */
export function warningSteps(browser, { base, user, password, shots }) {
  let chief;
  let duty;
  let giver;
  let deputy;
  let city;
  let phones;
  let warning;
  let night;
  let rocks;
  const households = [];

  const officer = async (width, height, username, once) => {
    const one = await WarningOfficer.at(browser, base, width, height);
    await one.beginsWith(username, once, OWN);
    // a map that nobody looks at is drawn all the same, and there are several of these
    await one.goesTo("/me");
    return one;
  };
  const hears = (number, words) => phones.phoneHas(number, words, PATIENCE_MS);

  return [
    [
      "a duty officer, an order-giver, who may stand in for that one and a signer of the city get their accounts, and three households their cards",
      async () => {
        chief = await WarningOfficer.at(browser, base, 1366, 768);
        await chief.logsIn(user, password);
        const made = {};
        for (const [username, name, role, division] of [
          ["e2e-duty", "郑守夜", "duty", COUNTY],
          ["e2e-giver", "冯下令", "expert", COUNTY],
          ["e2e-deputy", "孙代签", "expert", COUNTY],
          ["e2e-city", "陈市签", "signer", CITY],
        ]) {
          await chief.goesTo("/users");
          made[username] = await chief.makesAUser({ username, name, role, division });
        }
        for (const household of HOUSEHOLDS) {
          const { id } = await chief.does("POST", `/api/v1/points/${SLOPE}/households`, household);
          households.push(id);
        }
        const contacts = await chief.asks(`/api/v1/points/${SLOPE}/contacts`);
        const { id, version, name, role } = contacts.find((one) => one.role === "order-giver");
        await chief.does("PUT", `/api/v1/points/${SLOPE}/contacts/${id}`, { version, name, role, login: "e2e-giver" });
        duty = await officer(1366, 768, "e2e-duty", made["e2e-duty"]);
        giver = await officer(390, 844, "e2e-giver", made["e2e-giver"]);
        deputy = await officer(390, 844, "e2e-deputy", made["e2e-deputy"]);
        city = await officer(390, 844, "e2e-city", made["e2e-city"]);
        phones = await WarningOfficer.at(browser, base, 1366, 768);
        await phones.logsIn(user, password);
        await phones.goesTo("/phones");
      },
    ],
    [
      "what a patrol saw at another slope is opened by hand, and left alone for the night",
      async () => {
        const { points } = await chief.asks("/api/v1/overview");
        const open = await chief.asks("/api/v1/warnings?open=true");
        const quiet = points.filter(({ id }) => id !== SLOPE && !open.some(({ pointId }) => pointId === id));
        const calm = quiet.find(({ division, watched }) => watched && division.startsWith(CITY));
        assert.ok(calm, "another point of the city without a warning, and with a monitor");
        rocks = quiet.find(({ id }) => id !== calm.id);
        assert.ok(rocks, "a third point without a warning");
        const { id } = await chief.does("POST", `/api/v1/points/${calm.id}/warnings`, {
          level: "red",
          reason: "巡查发现后缘新裂缝",
        });
        night = { id, pointId: calm.id, name: calm.name };
      },
    ],
    [
      "what cannot be judged before daylight is put aside with a reason and an end, and taken up again",
      async () => {
        const { id } = await chief.does("POST", `/api/v1/points/${rocks.id}/warnings`, {
          level: "red",
          reason: "巡查见路面落石",
        });
        await chief.opensWarning(id);
        const until = new Date(Date.now() + 10 * 3_600_000).toISOString();
        await chief.shelves("天亮后复查", until.slice(0, 16));
        await chief.goesTo("/warnings");
        const row = await chief.seesShelved(id, PATIENCE_MS);
        for (const part of ["搁置至", until.slice(11, 16), "天亮后复查"])
          assert.ok(row.includes(part), `${part}: ${row}`);
        await chief.shows(shots, "shelved-1366");
        await chief.opensWarning(id);
        await chief.takesUpAgain();
        await chief.dismisses("石块来自货车", PATIENCE_MS);
        const course = await chief.course();
        for (const act of ["shelve", "unshelve", "dismiss"]) assert.ok(course.includes(act), act);
      },
    ],
    [
      "the alert of the slope stands in the inbox, with its clock and the question to the monitor",
      async () => {
        await duty.goesTo("/warnings");
        const { name } = await duty.asks(`/api/v1/points/${SLOPE}`);
        const told = await duty.seesInInbox(name, STORY_MS);
        assert.match(told, /待核实/);
        assert.match(told, /剩 \d|已超/);
        assert.match(told, /演练/);
        warning = (await duty.asks(`/api/v1/warnings?open=true&pointId=${SLOPE}`))[0].id;
        await duty.shows(shots, "warnings-1366");
        await duty.goesTo("/");
        await duty.page.waitForSelector(`.desk [data-warning="${warning}"]`);
        await duty.shows(shots, "console-warning-1366");
      },
    ],
    [
      "the duty officer verifies it, and sees in every language what would be told to whom, and who may sign",
      async () => {
        await duty.opensWarning(warning);
        await duty.shows(shots, "warning-detected-1366");
        await duty.decides("verifyAndPropose");
        await duty.seesState("verified", PATIENCE_MS);
        const words = await duty.drafts({
          level: "orange",
          reason: "后缘裂缝加宽，仪器与监测员一致",
          shelter: SHELTER,
        });
        assert.ok(words.some((text) => text.includes("橙色") && text.includes(SHELTER)));
        assert.ok(
          words.some((text) => /주황색/.test(text)),
          "Korean for the household that reads it",
        );
        assert.match(await duty.reach(), /\d+ 人 · \d+ 户/);
        assert.match(await duty.page.locator("form .preview").innerText(), /冯下令/);
        await duty.shows(shots, "notice-form-1366");
        await duty.proposes();
        await duty.seesState("proposed", PATIENCE_MS);
      },
    ],
    [
      "on a telephone the order-giver sees why, the exact words and how many people; a wrong password signs nothing",
      async () => {
        await giver.goesTo("/m/sign");
        const page = await giver.opensFirstPaper(PATIENCE_MS);
        for (const part of ["橙色", "转移通知", SHELTER, "人 · ", "郑守夜"]) assert.ok(page.includes(part), part);
        assert.ok((await giver.overflow()) <= 0);
        await giver.shows(shots, "sign-390");
        assert.notEqual(await giver.signsInVain("not my password"), "");
        await giver.page.click("[data-do=sign]");
        await giver.shows(shots, "sign-sheet-390");
        await giver.page.keyboard.press("Escape");
      },
    ],
    [
      "sent back, it is proposed again and signed, and every phone of the households has the message",
      async () => {
        await giver.sendsBack("写明走哪条路", PATIENCE_MS);
        await duty.page.waitForSelector("main header [data-do=propose]", { timeout: PATIENCE_MS });
        await duty.decides("propose");
        await duty.drafts({ level: "orange", reason: "后缘裂缝加宽", shelter: SHELTER });
        await duty.proposes();
        await giver.goesTo("/m/sign");
        await giver.opensFirstPaper(PATIENCE_MS);
        await giver.signs(OWN, PATIENCE_MS);
        await giver.shows(shots, "signed-390");
        await duty.seesState("issued", PATIENCE_MS);
        assert.match(await hears(line(1), "橙色预警"), new RegExp(SHELTER));
        await hears(line(2), "주황색");
        await hears(line(3), "橙色预警");
        await phones.shows(shots, "phones-orange-1366");
      },
    ],
    [
      "one is out, one asks for help, one says what nobody understands: the roll call follows each",
      async () => {
        await duty.goesTo(`/warnings/${warning}/roll-call`);
        await phones.types(line(1), "1");
        await phones.types(line(2), "2");
        await phones.types(line(3), "你们是谁");
        await duty.seesHousehold(households[1], "help", PATIENCE_MS);
        assert.equal((await duty.roll())[0][0], households[1], "help first of all");
        await duty.showsAll();
        await duty.seesHousehold(households[0], "moved", PATIENCE_MS);
        const left = (await duty.roll()).find(([id]) => id === households[2])[1];
        assert.ok(["unreached", "reached", "confirmed"].includes(left), left);
        await duty.shows(shots, "roll-call-1366");
      },
    ],
    [
      "a runner is sent and accepts, and what was seen on foot is noted by hand",
      async () => {
        await duty.sendsRunner(households[1], "邻居老宋", RUNNER);
        await duty.notesAcceptance(households[1]);
        await duty.marks(households[1], "moved", "老宋电话：已背下山");
        await duty.seesHousehold(households[1], "moved", PATIENCE_MS);
        await duty.goesTo(`/messages?householdId=${encodeURIComponent(households[0])}`);
        await duty.page.locator(".thread .in[data-meaning=moved]").waitFor({ timeout: PATIENCE_MS });
        await duty.shows(shots, "person-log-1366");
      },
    ],
    [
      "what a number wrote that nobody knows waits until somebody says whose it is, or that nothing follows",
      async () => {
        for (const [number, text] of [
          [STRANGER, "1"],
          [PASSER_BY, "山上有烟花吗"],
        ]) {
          await chief.does("POST", `/phones/api/${number}`, { text });
        }
        await chief.goesTo("/replies");
        await chief.page.locator("[data-reply]").filter({ hasText: "山上有烟花吗" }).waitFor({ timeout: PATIENCE_MS });
        await chief.shows(shots, "replies-1366");
        await chief.settles("山上有烟花吗", "与预警无关，已回电", PATIENCE_MS);
        await chief.settlesFor("1", SLOPE, households[2], PATIENCE_MS);
        await duty.goesTo(`/warnings/${warning}/roll-call`);
        await duty.showsAll();
        await duty.seesHousehold(households[2], "moved", PATIENCE_MS);
      },
    ],
    [
      "what is worse is proposed as an upgrade, and the city signs it on a telephone",
      async () => {
        await duty.opensWarning(warning);
        await duty.decides("upgrade");
        const words = await duty.drafts({ level: "red", reason: "速率再升", shelter: SHELTER });
        assert.ok(words.some((text) => text.includes("升为红色")));
        await duty.proposes();
        await city.goesTo("/m/sign");
        assert.match(await city.opensFirstPaper(PATIENCE_MS), /升级/);
        await city.shows(shots, "sign-red-390");
        await city.signs(OWN, PATIENCE_MS);
        await hears(line(3), "升为红色");
        await duty.shows(shots, "warning-issued-1366");
      },
    ],
    [
      "what was told one level too high is set right with one key, to the same people",
      async () => {
        await city.opensWarning(warning);
        const words = await city.corrects({ reason: "倾角仪被撞，读数有误", level: "橙色", password: OWN });
        assert.ok(words.some((text) => text.includes("更正") && text.includes("橙色")));
        for (const number of [line(1), line(3)]) assert.match(await hears(number, "更正"), /橙色预警/);
        await city.shows(shots, "corrected-390");
      },
    ],
    [
      "the order-giver lets a deputy sign; the deputy lifts it, and all who were told hear the all-clear",
      async () => {
        assert.match(await giver.delegatesTo("e2e-deputy", "孙代签"), /冯下令.*孙代签/);
        await giver.shows(shots, "delegated-390");
        // what rises meanwhile takes an all-clear back
        for (let signed = false; !signed;) {
          await duty.opensWarning(warning);
          await duty.decides("lift");
          assert.match(await duty.stands(), /还没了结的/);
          await duty.drafts({ reason: "雨停，位移平稳，专家现场确认" });
          await duty.shows(shots, "lift-form-1366");
          await duty.proposes();
          await deputy.goesTo("/m/sign");
          signed = await deputy.signsUnlessOvertaken(OWN, PATIENCE_MS, async () => {
            assert.match(await deputy.stands("then"), /提请时/);
            assert.match(await deputy.stands(), /现在/);
            await deputy.shows(shots, "sign-lift-390");
          });
        }
        await duty.seesState("lifted", PATIENCE_MS);
        const { notices } = await duty.asks(`/api/v1/warnings/${warning}`);
        // one that was overtaken is not signed
        const lifted = notices.find(({ purpose, signatures }) => purpose === "lift" && signatures.length > 0);
        assert.deepEqual(
          lifted.signatures.map(({ username }) => username),
          ["e2e-deputy"],
        );
        await hears(line(1), "解除");
        await phones.shows(shots, "phones-lifted-1366");
      },
    ],
    [
      "it is closed with a review, and its course says who did what",
      async () => {
        await duty.closesWith("转移及时，一户背下山；东路要修");
        const course = await duty.course();
        for (const act of [
          "detect",
          "verify",
          "propose",
          "send-back",
          "issue",
          "upgrade",
          "correct",
          "lift",
          "close",
        ]) {
          assert.ok(course.includes(act), act);
        }
        await duty.shows(shots, "warning-closed-1366");
      },
    ],
    [
      "the night when nobody acts: the next on duty is called, and the people on the spot learn of it, unverified",
      async () => {
        await chief.opensWarning(night.id);
        await chief.page.locator(".course [data-act=unverified]").waitFor({ timeout: NIGHT_MS });
        assert.match(await chief.page.locator("main").innerText(), /无人签发/);
        await chief.shows(shots, "night-1366");
        const told = await chief.asks(`/api/v1/warnings/${night.id}`);
        const unverified = told.notices.find(({ purpose }) => purpose === "unverified");
        assert.equal(unverified.signatures.length, 0, "nobody signed it");
        const monitor = (await phones.asks("/phones/api")).phones.find(
          ({ pointName, role }) => pointName === night.name && role.toLowerCase() === "monitor",
        );
        assert.match(await hears(monitor.number, "未核实"), /演/);
        await chief.dismisses("老裂缝，已填平", PATIENCE_MS);
        await chief.seesACall(NIGHT_MS);
      },
    ],
    [
      "inbox, warning, roll call, papers and replies fit into 390 × 844, and nothing was asked of any other machine",
      async () => {
        const small = await WarningOfficer.at(browser, base, 390, 844);
        await small.logsIn(user, password);
        for (const [name, path] of [
          ["warnings", "/warnings"],
          ["warning", `/warnings/${warning}`],
          ["roll-call", `/warnings/${warning}/roll-call`],
          ["sign-list", "/m/sign"],
          ["replies", "/replies"],
          ["delegations", "/delegations"],
        ]) {
          await small.goesTo(path);
          await small.page.waitForSelector("main h2");
          await small.page.waitForLoadState("networkidle").catch(() => undefined);
          assert.ok((await small.overflow()) <= 0, name);
          await small.shows(shots, `${name}-390`);
        }
        for (const one of [duty, giver, deputy, city, phones, chief, small]) {
          assert.deepEqual([...one.hosts], [new URL(base).host]);
          assert.deepEqual(one.complaints, []);
          await one.leaves();
        }
      },
    ],
  ];
}
