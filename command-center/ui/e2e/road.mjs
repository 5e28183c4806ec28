import assert from "node:assert/strict";
import { Officer, PATIENCE_MS } from "./driver.mjs";

const LIVE_ALERT_MS = 60_000;
/** The demo has always something to tell within this time. */
const STORY_MS = 180_000;

/**
 * The road as a duty officer walks it: from the map to the monitor's answer. Each step is `[sentence, work]` and stands on
 * the steps before it.
 */
export function roadSteps(browser, { base, user, password, shots }) {
  let officer;
  let path;
  let place;
  return [
    [
      "a wrong password is refused",
      async () => {
        officer = await Officer.at(browser, base, 1920, 1080);
        await officer.triesToLogIn(user, "not-the-password");
        await officer.isRefused();
        await officer.shows(shots, "login");
      },
    ],
    [
      "the officer logs in and sees the map of the province",
      async () => {
        await officer.logsIn(user, password);
        await officer.seesTheMap(PATIENCE_MS);
      },
    ],
    ["every page says that this is a demo", () => officer.seesRibbon("演示")],
    [
      "an alert is there within a minute of the page",
      async () => {
        await officer.seesAnOpenAlert(LIVE_ALERT_MS);
        await officer.seesTheMap(PATIENCE_MS);
        await officer.shows(shots, "console-1920");
      },
    ],
    [
      "one click leads to the point of the worst alert",
      async () => {
        path = await officer.opensTheWorst();
      },
    ],
    ["its curve is drawn", () => officer.seesACurve(PATIENCE_MS)],
    [
      "the limits are drawn into the curve in their colours",
      async () => assert.ok((await officer.limitPixels()) > 100),
    ],
    ["values move while one looks", () => officer.seesValuesMove(PATIENCE_MS)],
    [
      "the alert names its evidence",
      async () => {
        assert.ok((await officer.evidenceRows()) > 0);
        await officer.shows(shots, "point-1920");
      },
    ],
    [
      "the monitor's phone shows the request to look, and takes a 1",
      async () => {
        await officer.goesTo("/phones");
        const phone = await officer.phoneWithMessage(STORY_MS);
        place = phone.place;
        await officer.types(phone.number, "1");
        await officer.shows(shots, "phones-1920");
      },
    ],
    [
      "in a window that nobody has touched sound is off, and the banner says so until it is turned on",
      async () => {
        const other = await officer.opensAnotherWindow("/");
        await other.enablesSound();
        await other.closesWindow();
      },
    ],
    [
      "the answer stands on the page of the point and in the log",
      async () => {
        await officer.goesTo("/");
        await officer.logHas([place, "属实"], PATIENCE_MS);
        await officer.findsByKeyboard(place);
        await officer.seesAnswer("real", PATIENCE_MS);
        await officer.shows(shots, "answer-1920");
      },
    ],
    [
      "a lost link takes the colour out of the page, and comes back by itself",
      async () => {
        await officer.goesTo("/");
        await officer.seesTheMap(PATIENCE_MS);
        await officer.cutsTheLink();
        await officer.seesLostLink();
        await officer.shows(shots, "lost-1920");
        officer.mendsTheLink();
        await officer.seesLinkBack();
      },
    ],
    [
      "Enter leads to the worst alert, however often, and Space acknowledges it",
      async () => {
        const acknowledged = await officer.acknowledgesWithKeys(STORY_MS);
        await officer.logHas([acknowledged, "已确认"], PATIENCE_MS);
      },
    ],
    [
      "the page speaks English when asked",
      async () => {
        await officer.switchesLanguage();
        await officer.seesRibbon("DEMO");
        await officer.switchesLanguage();
        await officer.seesRibbon("演示");
      },
    ],
    [
      "nothing was asked of any other machine, and nothing went wrong in the page",
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
      `console, point and phones fit into ${width} × ${height}`,
      async () => {
        const other = await Officer.at(browser, base, width, height);
        await other.logsIn(user, password);
        await other.seesTheMap(PATIENCE_MS);
        await other.seesAnOpenAlert(LIVE_ALERT_MS).catch(() => "a quiet moment of the story shows as well");
        assert.ok((await other.overflow()) <= 0);
        await other.shows(shots, `console-${width}`);
        await other.goesTo(path);
        await other.seesACurve(PATIENCE_MS);
        assert.ok((await other.overflow()) <= 0);
        await other.shows(shots, `point-${width}`);
        await other.goesTo("/phones");
        await other.phoneWithMessage(PATIENCE_MS);
        assert.ok((await other.overflow()) <= 0);
        await other.shows(shots, `phones-${width}`);
        await other.leaves();
      },
    ]),
  ];
}
