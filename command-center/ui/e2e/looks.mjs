import assert from "node:assert/strict";
import { PATIENCE_MS } from "./driver.mjs";
import { Looker } from "./looks-driver.mjs";

const SLOPE = "jl-220282-017";
const GULLY = "jl-220503-002";
/** All pages in the language of the desks; a few in the other one. */
const VARIANTS = [
  { width: 1366, height: 768, language: "zh", theme: "dark" },
  { width: 390, height: 844, language: "zh", theme: "dark" },
  { width: 1920, height: 1080, language: "en", theme: "light", isShort: true },
];

/** Every page: nothing is cut, nothing lies over what must stay in sight, nothing is left in another language. */
export function lookSteps(browser, { base, user, password, shots }) {
  const addresses = async (officer) => {
    const devices = await officer.asks("/api/v1/devices");
    const siren = devices.find(({ model }) => model === "siren");
    const gauge = devices.find(({ pointId }) => pointId === SLOPE);
    const { alerts } = await officer.asks("/api/v1/overview");
    const warnings = await officer.asks("/api/v1/warnings?limit=100");
    const told = warnings.find(({ issued }) => issued !== null) ?? warnings[0];
    const [paper] = await officer.asks("/api/v1/approvals?limit=1");
    const ofThePoint = ["", "edit", "dossier", "plans", "works", "devices", "history", "households", "cards"];
    const why = alerts[0] ? [`/alerts/${encodeURIComponent(alerts[0].id)}/why`] : [];
    const few = ["/", ...(told ? [`/warnings/${told.id}`] : []), `/points/${SLOPE}`, ...why];
    const all = [
      "/",
      ...["warnings", "m/sign", "replies", "delegations", "new-point", "alerts", "devices", "import"].map(
        (to) => `/${to}`,
      ),
      ...["standing-orders", "weaknesses", "risk", "rules", "backtest", "users", "divisions"].map((to) => `/${to}`),
      ...["tokens", "me", "duty", "masks", "audit", "phones", "nowhere"].map((to) => `/${to}`),
      ...ofThePoint.map((page) => `/points/${SLOPE}/${page}`.replace(/\/$/, "")),
      `/points/${GULLY}`,
      `/devices/${siren.id}`,
      `/devices/${gauge.id}`,
      ...why,
      ...(told ? [`/warnings/${told.id}`, `/warnings/${told.id}/roll-call`] : []),
      ...(paper ? [`/m/sign/${paper.id}`] : []),
    ];
    return { all, few };
  };
  /** What is wrong with the looks of one page; a page that does not come is one finding, not the end of all. */
  const findings = async (officer, path) => {
    try {
      await officer.goesTo(path);
      await officer.page.locator("main").first().waitFor({ timeout: PATIENCE_MS });
      await officer.page.waitForLoadState("networkidle", { timeout: 1_000 }).catch(() => undefined);
      return await officer.looks();
    } catch (error) {
      return [String(error)];
    }
  };
  return [
    [
      "every page looks right: in 1366 × 768 and 390 × 844, and some in 1920 × 1080 in English, nothing is cut, overlaid or untranslated",
      async () => {
        const wrong = [];
        for (const { width, height, language, theme, isShort } of VARIANTS) {
          const officer = await Looker.at(browser, base, width, height);
          await officer.logsIn(user, password);
          await officer.learnsNames();
          const { all, few } = await addresses(officer);
          await officer.prefers(language, theme);
          for (const path of isShort ? few : all) {
            wrong.push(...(await findings(officer, path)).map((said) => `${path} ${width} ${language}: ${said}`));
            await officer.shows(shots, `look${path.replaceAll("/", "-")}-${width}-${language}`);
          }
          wrong.push(...officer.complaints.map((said) => `${width} ${language}: ${said}`));
          await officer.leaves();
        }
        assert.equal(wrong.length, 0, `${wrong.length} findings\n${wrong.join("\n")}`);
      },
    ],
  ];
}
