import { describe, expect, it } from "vitest";
import { BEGINNING, after, alert } from "@/fixtures/scenery";
import { why, whyOfRate } from "@/fixtures/why";
import { foreseen } from "./foresight";
import { isBelow, judgesItself, markOf, windowOf } from "./judged";

const HOUR = 3_600_000;

describe("what a rule judges", () => {
  it("alarms below for days that remain, or where the rule says so", () => {
    expect(isBelow(why())).toBe(true);
    expect(isBelow(whyOfRate())).toBe(false);
    expect(isBelow(why({ method: "threshold", rule: { ...why().rule!, params: { below: 1 } } }))).toBe(true);
    expect(isBelow(why({ method: "threshold", rule: null }))).toBe(false);
  });

  it("is the reading itself only for a threshold that judges it so", () => {
    const plain = [{ t: 0, v: 3, j: 3 }];
    expect(judgesItself({ method: "threshold", series: plain })).toBe(true);
    expect(judgesItself({ method: "threshold", series: [{ t: 0, v: 3, j: 4 }] })).toBe(false);
    expect(judgesItself({ method: "velocity", series: plain })).toBe(false);
  });
});

describe("the times that are shown", () => {
  const record = [BEGINNING - 100 * HOUR, BEGINNING] as const;
  const seen = (low: number, high: number) =>
    foreseen(
      [{ at: after(0), failureAt: null, earliest: after(low), latest: after(high), refusedBy: null }],
      BEGINNING,
    )[0]!;

  it("end with the record and now", () => {
    expect(windowOf(record, null, BEGINNING + HOUR)).toEqual([record[0], BEGINNING + 3 * HOUR]);
  });

  it("reach to a failure that is near, and not to one that is far", () => {
    expect(windowOf(record, seen(3_600, 20 * 3_600), BEGINNING)[1]).toBe(BEGINNING + 22 * HOUR);
    expect(windowOf(record, seen(3_600, 400 * 3_600), BEGINNING)[1]).toBe(BEGINNING + 42 * HOUR);
    expect(windowOf(record, seen(300 * 3_600, 400 * 3_600), BEGINNING)[1]).toBe(BEGINNING + 2 * HOUR);
  });
});

describe("the mark", () => {
  const dots = [0, 1, 2, 3].map((i) => ({ t: BEGINNING + i * HOUR, v: i === 2 ? null : i }));

  it("stands where the curve was when the alert came to its highest level", () => {
    const history = [
      { seq: 1, state: "raised", level: "yellow", at: after(0), detectedAt: after(0), value: 0 },
      { seq: 2, state: "escalated", level: "red", at: after(3_600), detectedAt: after(0), value: 1 },
    ] as const;
    const found = markOf(alert({ level: "yellow", highest: "red", history }), dots, 4 * HOUR);
    expect(found).toEqual({ t: BEGINNING + HOUR, v: 1, level: "red" });
  });

  it("does not move when the alert eases, and is left out where nobody knows when it was", () => {
    const yellow = { seq: 1, state: "raised", level: "yellow", at: after(0), detectedAt: after(0), value: 0 } as const;
    const red = alert({ level: "red", highest: "red", since: after(3_600), history: [yellow] });
    expect(markOf(red, dots, 4 * HOUR)?.t).toBe(BEGINNING + HOUR);
    const eased = alert({ level: "yellow", highest: "red", since: after(0), history: [yellow] });
    expect(markOf(eased, dots, 4 * HOUR)).toBeNull();
  });

  it("stands at what the alert was told where that reading is masked, and at no masked one", () => {
    const red = { seq: 1, state: "raised", level: "red", at: after(3_600), detectedAt: after(0), value: 7 } as const;
    const told = alert({ level: "red", highest: "red", history: [red] });
    const spanning = (from: number, to: number) => [[BEGINNING + from * HOUR, BEGINNING + to * HOUR] as const];
    expect(markOf(told, dots, 4 * HOUR, spanning(0.5, 9))).toEqual({ t: BEGINNING + HOUR, v: 7, level: "red" });
    const late = alert({ ...told, history: [{ ...red, at: after(2.9 * 3_600) }] });
    expect(markOf(late, dots, 4 * HOUR)?.t).toBe(BEGINNING + 3 * HOUR);
    expect(markOf(late, dots, 4 * HOUR, spanning(3, 4))?.t).toBe(BEGINNING + HOUR);
  });

  it("is left out where the curve says nothing", () => {
    expect(markOf(alert({ history: [], since: after(90 * 3_600) }), dots, 4 * HOUR)).toBeNull();
    expect(markOf(alert({ level: null, highest: null }), dots, 4 * HOUR)).toBeNull();
    expect(markOf(alert(), [], 4 * HOUR)).toBeNull();
  });
});
