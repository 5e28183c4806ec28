import { describe, expect, it } from "vitest";
import { after, limit } from "@/fixtures/scenery";
import { type Sample, crossings, linesOf, markOf, newestLimits, rangeOf, samplesOf, since, withLive } from "./series";

const at = (t: number, value: number): Sample => ({ t, min: value, mean: value, max: value, count: 1 });
const climbing = [at(0, 2), at(10, 8), at(20, 11), at(30, 9.5), at(40, 12), at(50, 26)];

describe("samples", () => {
  it("leave empty buckets out and stand in order", () => {
    const found = samplesOf([
      { t: after(60), min: 1, mean: 2, max: 3, count: 4 },
      { t: after(0), min: 1, mean: 1, max: 1, count: 1 },
      { t: after(30), min: 0, mean: 0, max: 0, count: 0 },
    ]);
    expect(found.map(({ mean }) => mean)).toEqual([1, 2]);
  });

  it("join a live value to the last sample of the same span", () => {
    const joined = withLive([at(0, 10)], 5, 14, 15);
    expect(joined).toEqual([{ t: 0, min: 10, mean: 12, max: 14, count: 2 }]);
  });

  it("begin a new sample after the span", () => {
    expect(withLive([at(0, 10)], 15, 14, 15)).toHaveLength(2);
  });

  it("count a repeated live value once", () => {
    expect(withLive([at(0, 10)], 0, 10, 15)).toEqual([at(0, 10)]);
  });

  it("do not take a value that is older than the last", () => {
    expect(withLive([at(100, 10)], 50, 99, 15)).toEqual([at(100, 10)]);
  });

  it("end where the window begins", () => {
    expect(since(climbing, 25)).toHaveLength(3);
  });
});

describe("the mark of a crossing", () => {
  const two = [at(0, 0), at(7_200, 20), at(14_400, 40)];
  const crossing = { level: "yellow", limit: 10, t: 7_200, value: 25 } as const;

  it("stands on the drawn line at the time that the alert knows", () => {
    const mark = markOf(crossing, two, 7_200, 10_800);
    expect(mark).toMatchObject({ at: 10_800, isExact: true, crossing: { t: 10_800, value: 30 } });
  });

  it("stands at the end of the line when the alert is newer than the last bucket's beginning", () => {
    const mark = markOf(crossing, two, 7_200, 15_000);
    expect(mark).toMatchObject({ at: 15_000, isExact: true, crossing: { t: 14_400, value: 40 } });
  });

  it("claims no more than the bucket tells when no alert knows, or knows of a time before the curve", () => {
    for (const known of [null, -50])
      expect(markOf(crossing, two, 7_200, known)).toMatchObject({
        at: 7_200,
        isExact: false,
        crossing: { t: 7_200, value: 20 },
      });
    expect(markOf(crossing, two, 15, null).isExact).toBe(true);
  });
});

describe("crossings", () => {
  it("mark where the curve last went over a limit that it is still over, gravest first", () => {
    const found = crossings(climbing, [limit("yellow", 10), limit("orange", 25), limit("red", 40)]);
    expect(found.map(({ level, t }) => `${level} ${t}`)).toEqual(["orange 50", "yellow 40"]);
  });

  it("mark nothing when the curve has come back", () => {
    expect(crossings([...climbing, at(60, 3)], [limit("yellow", 10)])).toEqual([]);
  });

  it("mark nothing when the curve was over the limit all the time: the moment is not in the picture", () => {
    expect(crossings([at(0, 30), at(10, 31)], [limit("orange", 25)])).toEqual([]);
  });

  it("watch a lower bound downwards", () => {
    const found = crossings([at(0, 5), at(10, 3)], [limit("yellow", 4, { below: true })]);
    expect(found).toMatchObject([{ level: "yellow", t: 10, value: 3 }]);
  });

  it("watch a limit without sign on both sides", () => {
    const found = crossings([at(0, -2), at(10, -11)], [limit("yellow", 10, { absolute: true })]);
    expect(found).toMatchObject([{ t: 10, value: -11 }]);
  });
});

describe("limits", () => {
  it("stand once per level, in the newest version of their rule", () => {
    const found = newestLimits([limit("red", 40), limit("yellow", 10), limit("red", 48, { ruleVersion: 2 })]);
    expect(found.map(({ level, value }) => `${level} ${value}`)).toEqual(["yellow 10", "red 48"]);
  });

  it("are the stricter ones where two rules limit one quantity", () => {
    expect(newestLimits([limit("red", 40), limit("red", 30, { ruleId: "other" })])[0]?.value).toBe(30);
  });

  it("without sign are drawn on the side where the curve is", () => {
    const tilt = [limit("orange", 0.5, { absolute: true })];
    expect(linesOf([at(0, 0.1)], tilt).map(({ value }) => value)).toEqual([0.5]);
    expect(linesOf([at(0, -0.4)], tilt).map(({ value }) => value)).toEqual([-0.5]);
    expect(linesOf([at(0, -0.4), at(1, 0.4)], tilt).map(({ value }) => value)).toEqual([0.5, -0.5]);
  });

  it("widen the range when they are within reach, and only then", () => {
    const drawn = linesOf(climbing, [limit("red", 40), limit("blue", 4000)]);
    const [low, high] = rangeOf(climbing, drawn);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(40);
    expect(high).toBeLessThan(100);
  });
});
