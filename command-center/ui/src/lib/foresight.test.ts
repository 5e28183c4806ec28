import { describe, expect, it } from "vitest";
import type { WhyForecast } from "@/api/types";
import { failureRange, foreseen, gatesOf, lengthOf, msOf, referenceOf, stairs, standing, stretches } from "./foresight";

const DAY = 86_400_000;
const day = (n: number): string => new Date(Date.UTC(2026, 6, 1) + n * 86_400_000).toISOString();
const START = Date.parse(day(0));
const refused = (n: number, refusedBy: string): WhyForecast => ({
  at: day(n),
  failureAt: null,
  earliest: null,
  latest: null,
  refusedBy,
});
const seen = (n: number, failure: number, half = 1): WhyForecast => ({
  at: day(n),
  failureAt: day(failure),
  earliest: day(failure - half),
  latest: day(failure + half),
  refusedBy: null,
});
describe("forecasts", () => {
  const all = foreseen(
    [
      refused(2, "samples"),
      seen(5, 10),
      refused(0, "noise"),
      refused(1, "noise"),
      seen(6, 10.5),
      refused(7, "stability"),
      seen(8, 10.2),
    ],
    START + 9 * DAY,
  );

  it("stand in the order in which they were made", () => {
    expect(all.map(({ t }) => (t - START) / DAY)).toEqual([0, 1, 2, 5, 6, 7, 8]);
    expect(standing(all)).toHaveLength(3);
  });

  it("are broken where one was refused", () => {
    expect(stretches(all).map((run) => run.length)).toEqual([2, 1]);
  });

  it("hold until the next, and the last until the end of the record", () => {
    expect(all.map(({ until }) => (until - START) / DAY)).toEqual([1, 2, 5, 6, 7, 8, 9]);
    const [run] = stretches(all);
    expect(stairs(run!).map(({ t, failureAt }) => [(t - START) / DAY, (failureAt! - START) / DAY])).toEqual([
      [5, 10],
      [6, 10],
      [6, 10.5],
      [7, 10.5],
    ]);
  });

  it("that were refused stand at the gate that refused them, in the order of the gates", () => {
    expect(gatesOf(all).map(({ name, spells }) => [name, spells.length, lengthOf(spells) / DAY])).toEqual([
      ["noise", 1, 2],
      ["samples", 1, 3],
      ["stability", 1, 1],
    ]);
    expect(gatesOf(foreseen([refused(0, "quake"), refused(1, "fit")], START)).map(({ name }) => name)).toEqual([
      "fit",
      "quake",
    ]);
  });

  it("stand for nothing without a date, whatever the gate", () => {
    const [one] = foreseen([{ ...refused(0, ""), refusedBy: null }], START);
    expect(one!.refusedBy).toBe("");
  });

  it("without a window are their own date", () => {
    const [one] = foreseen([{ ...seen(0, 10), earliest: null, latest: null }], START);
    expect([one!.low, one!.high]).toEqual([Date.parse(day(10)), Date.parse(day(10))]);
  });

  it("take times as text or as milliseconds", () => {
    expect(msOf("2026-07-01T00:00:00Z")).toBe(START);
    expect(msOf(5)).toBe(5);
    expect(msOf(null)).toBeNull();
    expect(msOf("soon")).toBeNull();
  });
});

describe("the range of failure times", () => {
  it("holds now and every window, and is not flattened by one that saw very far", () => {
    const far = Array.from({ length: 20 }, (_, i) => seen(i, i === 0 ? 400 : 30));
    const now = START + 20 * DAY;
    const [low, high] = failureRange(foreseen(far, now), now);
    expect(low).toBeLessThan(now);
    expect(high).toBeGreaterThan(START + 31 * DAY);
    expect(high).toBeLessThan(START + 60 * DAY);
  });

  it("is empty without a forecast that stands", () => {
    expect(failureRange(foreseen([refused(0, "noise")], START), 5)).toEqual([5, 6]);
  });
});

describe("what stands for now", () => {
  it("is now while the record goes on, and its end when that was long ago", () => {
    const record = [START, START + 10 * DAY] as const;
    expect(referenceOf(record, START + 10.2 * DAY)).toEqual({ t: START + 10.2 * DAY, isNow: true });
    expect(referenceOf(record, START + 400 * DAY)).toEqual({ t: START + 10 * DAY, isNow: false });
    expect(referenceOf(record, START - DAY).isNow).toBe(false);
  });
});
