import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Administrator } from "./people-driver.mjs";

const PATIENCE_MS = 60_000;
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

/** Every page for whoever sees little, sees no colours, or has no mouse. */
export function accessSteps(browser, { base, user, password }) {
  let officer;
  const pages = [];
  const look = async (where, theme) => {
    await officer.page.evaluate((to) => (document.documentElement.dataset.theme = to), theme);
    await officer.page.evaluate(AXE);
    return (await officer.page.evaluate(examine)).map((said) => `${where} (${theme}) ${said}`);
  };
  return [
    [
      "no page keeps anybody out: nothing serious or critical by axe, in the dark and in the light",
      async () => {
        officer = await Administrator.at(browser, base, 1366, 768);
        const wrong = [];
        await officer.goesTo("/login");
        await officer.page.waitForSelector("form");
        for (const theme of ["dark", "light"]) wrong.push(...(await look("/login", theme)));
        await officer.logsIn(user, password);
        const device = (await officer.asks("/api/v1/devices")).find(({ pointId }) => pointId === SLOPE);
        const alert = (await officer.asks("/api/v1/overview")).alerts[0];
        const warning = (await officer.asks("/api/v1/warnings?limit=1"))[0];
        pages.push(
          "/",
          `/points/${SLOPE}`,
          `/devices/${device.id}`,
          ...(alert ? [`/alerts/${encodeURIComponent(alert.id)}/why`] : []),
          `/points/${SLOPE}/households`,
          `/points/${SLOPE}/cards`,
          ...["risk", "rules", "backtest", "duty", "users", "divisions", "tokens", "me", "audit", "import"].map(
            (name) => `/${name}`,
          ),
          "/weaknesses",
          ...["warnings", "m/sign", "replies", "delegations"].map((name) => `/${name}`),
          ...(warning ? [`/warnings/${warning.id}`, `/warnings/${warning.id}/roll-call`] : []),
          "/phones",
        );
        for (const path of pages) {
          await officer.goesTo(path);
          await officer.page.waitForSelector(
            path === "/" ? ".map[data-drawn=true]" : "main h2, main h3, .sheet, main",
            {
              timeout: PATIENCE_MS,
            },
          );
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
        for (const path of pages.filter((one) => one !== "/")) {
          await officer.goesTo(path);
          await officer.page.waitForSelector("main", { timeout: PATIENCE_MS });
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
        await officer.leaves();
      },
    ],
  ];
}
