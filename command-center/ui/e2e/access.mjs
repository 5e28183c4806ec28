import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PATIENCE_MS } from "./driver.mjs";
import { WarningOfficer } from "./warning-driver.mjs";

const SLOPE = "jl-220282-017";
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const MOST_TABS = 400;

/** Runs in the page; canvases of the map and the curves are drawn, not read. */
const examine = async () => {
  const found = await window.axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
  });
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary ?? ""}`);
};

/** Runs in the page: what can be clicked, and what the key Tab reached of it. */
const unreached = () =>
  [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea, main summary")]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && !one.dataset.reached)
    .map((one) => one.outerHTML.slice(0, 120));

/** What shows that a page has come; of most its heading. */
const THERE = "main h2, main h3, .sheet";

/** Every page for whoever sees little, sees no colours, or has no mouse. */
export function accessSteps(browser, { base, user, password }) {
  let officer;
  /** Addresses, each with what shows that it has come. */
  const pages = [];
  let waiting;
  const look = async (where, theme) => {
    await officer.page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
    await officer.page.evaluate(AXE);
    return (await officer.page.evaluate(examine)).map((said) => `${where} (${theme}) ${said}`);
  };
  /** A notice that waits for a signature, of a warning that was opened by hand. */
  const proposes = async () => {
    const { points } = await officer.asks("/api/v1/overview");
    const open = await officer.asks("/api/v1/warnings?open=true");
    const calm = points.find(({ id }) => id !== SLOPE && !open.some(({ pointId }) => pointId === id));
    assert.ok(calm, "a point without a warning");
    const made = await officer.does("POST", `/api/v1/points/${calm.id}/warnings`, { level: "red", reason: "新裂缝" });
    const at = `/api/v1/warnings/${made.id}`;
    const { version } = await officer.does("POST", `${at}/verify`, { version: made.version, comment: "" });
    const notice = await officer.does("POST", `${at}/notices`, {
      version,
      act: "evacuation",
      purpose: "issue",
      level: "red",
      reason: "新裂缝",
      shelter: "镇中心小学",
    });
    const papers = await officer.asks("/api/v1/approvals?open=true&limit=200");
    const paper = papers.find(({ subject }) => subject === `notice/${notice.id}`);
    return { warning: made.id, notice: notice.id, paper: paper.id };
  };
  return [
    [
      "no page keeps anybody out: nothing serious or critical by axe, in the dark and in the light",
      async () => {
        officer = await WarningOfficer.at(browser, base, 1366, 768);
        // what blinks is half the time too faint to be read, and is measured at any moment
        await officer.page.emulateMedia({ reducedMotion: "reduce" });
        const wrong = [];
        await officer.goesTo("/login");
        await officer.page.waitForSelector("form");
        for (const theme of ["dark", "light"]) wrong.push(...(await look("/login", theme)));
        await officer.logsIn(user, password);
        const device = (await officer.asks("/api/v1/devices")).find(({ pointId }) => pointId === SLOPE);
        const alert = (await officer.asks("/api/v1/overview")).alerts[0];
        waiting = await proposes();
        const warnings = await officer.asks("/api/v1/warnings?limit=100");
        const told = warnings.find(({ issued, notices }) => issued !== null && notices.length > 0) ?? warnings[0];
        const [household] = await officer.asks(`/api/v1/points/${SLOPE}/households`);
        pages.push(
          ["/", ".map[data-drawn=true]"],
          [`/warnings/${waiting.warning}`, "main header [data-do=withdraw]"],
          [`/warnings/${told.id}`, "main header[data-state]"],
          [`/warnings/${told.id}/roll-call`, "main [data-household], main .note"],
          [`/m/sign/${waiting.paper}`, "main.sign [data-do], main.sign [data-result]"],
          [`/messages?householdId=${encodeURIComponent(household.id)}`, "main .thread, main section"],
          ...[
            ...["m/sign", "warnings", "replies", "delegations", "masks", "phones"],
            ...["risk", "rules", "backtest", "duty", "users", "divisions", "tokens", "me", "audit", "import"],
            "weaknesses",
            `points/${SLOPE}`,
            `points/${SLOPE}/dossier`,
            `points/${SLOPE}/households`,
            `points/${SLOPE}/cards`,
            `devices/${device.id}`,
            ...(alert ? [`alerts/${encodeURIComponent(alert.id)}/why`] : []),
          ].map((path) => [`/${path}`, THERE]),
        );
        for (const [path, there] of pages) {
          await officer.goesTo(path);
          await officer.page.locator(there).first().waitFor({ timeout: PATIENCE_MS });
          await officer.page.waitForLoadState("networkidle", { timeout: PATIENCE_MS }).catch(() => undefined);
          for (const theme of ["dark", "light"]) wrong.push(...(await look(path, theme)));
        }
        assert.deepEqual(wrong, []);
      },
    ],
    [
      "whatever can be clicked is reached by the keyboard",
      async () => {
        const wrong = [];
        for (const [path, there] of pages.filter(([one]) => one !== "/")) {
          await officer.goesTo(path);
          await officer.page.locator(there).first().waitFor({ timeout: PATIENCE_MS });
          await officer.page.evaluate(() => {
            document.addEventListener("focusin", ({ target }) => (target.dataset.reached = "yes"));
          });
          let left = await officer.page.evaluate(unreached);
          for (let tabs = 0; left.length > 0 && tabs < MOST_TABS; tabs += 20) {
            for (let i = 0; i < 20; i++) await officer.page.keyboard.press("Tab");
            left = await officer.page.evaluate(unreached);
          }
          wrong.push(...left.map((html) => `${path} ${html}`));
        }
        assert.deepEqual(wrong, []);
        await officer.does("POST", `/api/v1/notices/${waiting.notice}/withdraw`, { comment: "试完" });
        await officer.leaves();
      },
    ],
  ];
}
