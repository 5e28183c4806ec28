/**
 * Browser tests against a running system:
 *
 *   npm run e2e -- --base http://127.0.0.1:8080 --user admin --password … [--shots FOLDER] [--tls-port 8443]
 *       [--only WORDS]
 *
 * With --tls-port, that of its HTTPS, the pages are opened over TLS too: its certificate must be for the name in tls.mjs too
 * (SHANSHAO_HTTPS_NAMES). --only takes the steps whose sentence has these words.
 *
 * SHANSHAO_URL and SHANSHAO_ADMIN_PASSWORD may stand for the options, SHANSHAO_E2E_SHOTS for the folder; SHANSHAO_E2E_REPORT
 * names a file for a report in the shape of Jest. The last line says `N passed, N failed`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { accessSteps } from "./access.mjs";
import { accountSteps } from "./accounts.mjs";
import { deskSteps } from "./desk.mjs";
import { deviceSteps } from "./devices.mjs";
import { findBrowser, openBrowser } from "./driver.mjs";
import { lookSteps } from "./looks.mjs";
import { peopleSteps } from "./people.mjs";
import { registrySteps } from "./registry.mjs";
import { roadSteps } from "./road.mjs";
import { tlsSteps } from "./tls.mjs";
import { warningSteps } from "./warning.mjs";

const { values } = parseArgs({
  options: {
    base: { type: "string", default: process.env.SHANSHAO_URL ?? "http://127.0.0.1:8080" },
    user: { type: "string", default: "admin" },
    password: { type: "string", default: process.env.SHANSHAO_ADMIN_PASSWORD ?? "" },
    "tls-port": { type: "string", default: process.env.SHANSHAO_TLS_PORT ?? "" },
    only: { type: "string", default: "" },
    shots: { type: "string", default: process.env.SHANSHAO_E2E_SHOTS ?? "" },
  },
});

if (!findBrowser()) {
  console.error("No Chromium: install the package chromium, or name one in SHANSHAO_CHROMIUM.");
  process.exit(2);
}
if (values.shots) mkdirSync(values.shots, { recursive: true });

const browser = await openBrowser();
let passed = 0;
let failed = 0;
let skipped = 0;
const told = { ...values, base: values.base.replace(/\/$/, ""), tlsPort: Number(values["tls-port"] || 0) };
// devices last but one: their standing order is real, and would call people out in the midst of the story of a warning
const parts = [roadSteps, deskSteps, peopleSteps, registrySteps, accountSteps, warningSteps, deviceSteps, accessSteps];
// by name alone: nobody has yet seen that every finding of theirs is a fault
const chosen = values.only === "looks" ? [lookSteps] : parts;
if (!told.tlsPort) console.log("without --tls-port the pages over TLS are left out");
for (const part of [...chosen, (_, options) => tlsSteps(options)]) await walk(part(browser, told));
await browser.close();
if (process.env.SHANSHAO_E2E_REPORT) {
  const report = { success: failed === 0, numPassedTests: passed, numFailedTests: failed + skipped };
  writeFileSync(process.env.SHANSHAO_E2E_REPORT, JSON.stringify(report));
}
if (skipped > 0) console.log(`${skipped} steps were not reached: one before them in their part failed`);
console.log(`${passed} passed, ${failed + skipped} failed`);
process.exit(failed > 0 ? 1 : 0);

/**
 * The steps of one part, each of which stands on those before it: after one that fails the rest of the part is not tried.
 * The next part begins with a browser in which nobody is signed in.
 */
async function walk(steps) {
  let isBroken = false;
  for (const [sentence, work] of steps.filter(([words]) => words.includes(values.only))) {
    if (isBroken) {
      skipped++;
      continue;
    }
    const begin = performance.now();
    try {
      await work();
      passed++;
      console.log(`ok      ${sentence} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      isBroken = true;
      console.log(`FAILED  ${sentence}\n        ${error instanceof Error ? error.message : String(error)}`);
      if (values.shots) await photograph(failed);
    }
  }
  await Promise.allSettled(browser.contexts().map((context) => context.close()));
}

/** What the pages looked like when a step failed. */
async function photograph(failure) {
  let n = 0;
  for (const context of browser.contexts()) {
    for (const page of context.pages()) {
      await page.screenshot({ path: `${values.shots}/failed-${failure}-${n++}.png` }).catch(() => undefined);
    }
  }
}
