import assert from "node:assert/strict";
import { PATIENCE_MS } from "./driver.mjs";
import { DeskOfficer } from "./desk-driver.mjs";

/** The demo has always something to tell within this time. */
const STORY_MS = 180_000;
/** The job judges the risk of the counties once a minute, and the page asks for it. */
const RISK_MS = 150_000;
/** In a demo that has just begun the debris flow comes in the fifth minute. */
const FLOW_MS = 480_000;

/** The demo's gully with two stations and a siren, and its slope. */
const GULLY = "jl-220503-002";
const SLOPE = "jl-220282-017";

/** The pages behind the console: why, how the rain stands, the gully and its siren, rules. Each step stands on those before it. */
export function deskSteps(browser, { base, user, password, shots }) {
  let officer;
  let county;
  let siren;
  return [
    [
      "one click says why the worst alert was raised, with the record and the rule",
      async () => {
        officer = await DeskOfficer.at(browser, base, 1920, 1080);
        await officer.logsIn(user, password);
        await officer.seesAnOpenAlert(STORY_MS);
        await officer.seesWhy(PATIENCE_MS);
        assert.match(await officer.ruleOfTheAlert(), /规则“.+”第 \d+ 版/);
        await officer.shows(shots, "why-1920");
      },
    ],
    [
      "the rain risk of the counties is told",
      async () => {
        await officer.goesTo("/risk");
        county = await officer.seesRisk(RISK_MS);
      },
    ],
    [
      "forecast rain that is entered becomes a level of the county",
      async () => {
        await officer.entersRain(county, 900);
        await officer.seesExpectedRisk(county, RISK_MS);
        await officer.shows(shots, "risk-1920");
      },
    ],
    [
      "the gully shows its stations, and the siren that the standing order sounded has answered",
      async () => {
        await officer.goesTo(`/points/${GULLY}`);
        assert.equal(await officer.stations(), 2);
        siren = await officer.seesTheSirenAnswer(FLOW_MS);
        await officer.shows(shots, "gully-1920");
      },
    ],
    [
      "a command to the siren is answered",
      async () => {
        await officer.goesTo(`/devices/${siren}`);
        await officer.letsSpeak("这是演练", PATIENCE_MS);
        await officer.shows(shots, "device-1920");
      },
    ],
    [
      "the rules are listed, and can be tried on the past",
      async () => {
        await officer.goesTo("/rules");
        assert.ok((await officer.rules()) > 0);
        await officer.shows(shots, "rules-1920");
        await officer.goesTo("/backtest");
        assert.ok((await officer.backTests(SLOPE, PATIENCE_MS)) > 0);
        await officer.shows(shots, "backtest-1920");
      },
    ],
    [
      "nothing there was asked of any other machine, and nothing went wrong in the page",
      async () => {
        assert.deepEqual([...officer.hosts], [new URL(base).host]);
        assert.deepEqual(officer.complaints, []);
        await officer.leaves();
      },
    ],
    ...[
      [1366, 768],
      [390, 844],
    ].map(([width, height]) => [
      `risk, gully, device, rules and back-test fit into ${width} × ${height}`,
      async () => {
        const other = await DeskOfficer.at(browser, base, width, height);
        await other.logsIn(user, password);
        const pages = [
          ["risk", "/risk", () => other.seesRisk(RISK_MS)],
          ["gully", `/points/${GULLY}`, () => other.stations()],
          ["device", `/devices/${siren}`, () => other.mayCommand()],
          ["rules", "/rules", () => other.rules()],
          ["backtest", "/backtest", () => other.backTests(SLOPE, PATIENCE_MS)],
        ];
        for (const [name, path, isThere] of pages) {
          await other.goesTo(path);
          await isThere();
          assert.ok((await other.overflow()) <= 0, name);
          await other.shows(shots, `${name}-${width}`);
        }
        await other.leaves();
      },
    ]),
  ];
}
