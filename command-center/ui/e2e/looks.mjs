import assert from "node:assert/strict";
import { Looker } from "./looks-driver.mjs";

const PATIENCE_MS = 60_000;
const SLOPE = "jl-220282-017";
const GULLY = "jl-220503-002";
const SIZES = [
  [1366, 768],
  [1920, 1080],
  [390, 844],
];

/** Every page in every size: nothing is cut, nothing lies over what must stay in sight, nothing is left in another language. */
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
    return [
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
      ...(alerts[0] ? [`/alerts/${encodeURIComponent(alerts[0].id)}/why`] : []),
      ...(told ? [`/warnings/${told.id}`, `/warnings/${told.id}/roll-call`] : []),
      ...(paper ? [`/m/sign/${paper.id}`] : []),
    ];
  };
  return [
    [
      "every page fits into 1366 × 768, 1920 × 1080 and 390 × 844 in both languages: nothing is cut, overlaid or untranslated",
      async () => {
        const wrong = [];
        for (const [width, height] of SIZES) {
          const officer = await Looker.at(browser, base, width, height);
          await officer.logsIn(user, password);
          await officer.learnsNames();
          const pages = await addresses(officer);
          for (const language of ["zh", "en"]) {
            await officer.prefers(language, language === "zh" ? "dark" : "light");
            for (const path of pages) {
              await officer.goesTo(path);
              await officer.page.locator("main").first().waitFor({ timeout: PATIENCE_MS });
              await officer.page.waitForLoadState("networkidle", { timeout: 1_000 }).catch(() => undefined);
              wrong.push(...(await officer.looks()).map((said) => `${path} ${width} ${language}: ${said}`));
              await officer.shows(shots, `look${path.replaceAll("/", "-")}-${width}-${language}`);
            }
          }
          assert.deepEqual(officer.complaints, []);
          await officer.leaves();
        }
        assert.deepEqual(wrong, []);
      },
    ],
  ];
}
