import { describe, expect, it } from "vitest";
import {
  bandOf,
  drawn,
  gapOf,
  limitsOf,
  nearest,
  rangeFor,
  scaleOf,
  spread,
  thinned,
  ticksOf,
  timeTicksOf,
} from "./plot";

const same = (value: number): number => value;
const dots = (...values: (number | null)[]) => values.map((v, t) => ({ t, v }));

describe("a scale", () => {
  it("maps ends to ends, and a range without height to its beginning", () => {
    const y = scaleOf([0, 10], [100, 0]);
    expect([y(0), y(5), y(10)]).toEqual([100, 50, 0]);
    expect(scaleOf([3, 3], [0, 9])(3)).toBe(0);
  });
});

describe("ticks", () => {
  it("are round numbers", () => {
    expect(ticksOf([0, 62], 4)).toEqual([0, 20, 40, 60]);
    expect(ticksOf([-0.13, 0.42], 4)).toEqual([0, 0.2, 0.4]);
    expect(ticksOf([1, 1], 4)).toEqual([]);
  });

  it("of time stand at round times in Shanghai", () => {
    const day = timeTicksOf([Date.parse("2026-07-18T01:00:00Z"), Date.parse("2026-07-21T01:00:00Z")], 4);
    expect(day.map(({ label }) => label)).toEqual(["7/19", "7/20", "7/21"]);
    expect(day[0]!.t).toBe(Date.parse("2026-07-18T16:00:00Z"));
    const hours = timeTicksOf([Date.parse("2026-07-20T13:30:00Z"), Date.parse("2026-07-20T17:30:00Z")], 5);
    expect(hours.map(({ label }) => label)).toEqual(["22:00", "23:00", "7/21", "01:00"]);
    expect(timeTicksOf([5, 5], 4)).toEqual([]);
  });

  it("never stand closer than asked for, however long the record", () => {
    for (const days of [0.01, 0.3, 2, 9, 40, 200, 900, 4000]) {
      const ticks = timeTicksOf([0, days * 86_400_000], 6);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });
});

describe("a curve", () => {
  it("keeps gaps as gaps and single readings as dots", () => {
    const broken = [...dots(1, 2, null, 4), { t: 20, v: 5 }, { t: 21, v: 6 }];
    const { path, single } = drawn(broken, 3, same, same);
    expect(path).toBe("M0.0,1.0L1.0,2.0M20.0,5.0L21.0,6.0");
    expect(single).toEqual([[3, 4]]);
  });

  it("breaks at some of the usual distances", () => {
    expect(gapOf([0, 10, 20, 30, 130])).toBe(35);
    expect(gapOf([0])).toBe(Infinity);
  });

  it("does not break where a record was thinned to the extremes of each stretch", () => {
    const uneven = Array.from({ length: 600 }, (_, i) => {
      const [stretch, place] = [Math.floor(i / 3), i % 3];
      return 1000 * stretch + [0, 350 + ((stretch * 37) % 300), 700 + ((stretch * 91) % 300)][place]!;
    }).filter((_, i) => i % 7 !== 3);
    const steps = uneven.slice(1).map((t, i) => t - uneven[i]!);
    expect(Math.max(...steps)).toBeLessThan(gapOf(uneven));
    expect(gapOf(uneven)).toBeLessThan(4000);
  });

  it("of very many readings keeps the greatest and the least of each column, and the holes", () => {
    const many = Array.from({ length: 10_000 }, (_, t) => ({ t, v: t === 5_003 ? 99 : t === 7_001 ? null : t % 3 }));
    const kept = thinned(many, [0, 10_000], 100);
    expect(kept.length).toBeLessThan(500);
    expect(kept.some(({ v }) => v === 99)).toBe(true);
    expect(kept.some(({ v }) => v === null)).toBe(true);
    expect(kept.map(({ t }) => t)).toEqual([...kept.map(({ t }) => t)].sort((a, b) => a - b));
    expect(thinned(dots(1, 2), [0, 1], 100)).toHaveLength(2);
  });

  it("has a band that closes", () => {
    const run = [
      { t: 0, low: 1, high: 3 },
      { t: 1, low: 2, high: 4 },
    ];
    expect(bandOf(run, same, same)).toBe("M0.0,3.0L1.0,4.0L1.0,2.0L0.0,1.0Z");
  });
});

describe("labels", () => {
  it("stand apart, within the plot, in their order", () => {
    expect(spread([10, 12, 50], 14, [0, 100])).toEqual([10, 24, 50]);
    expect(spread([96, 98], 14, [0, 100])).toEqual([86, 100]);
    expect(spread([98, 3], 14, [0, 100])).toEqual([98, 3]);
    expect(spread([], 14, [0, 100])).toEqual([]);
  });
});

describe("limits", () => {
  it("stand mildest first, and those that are missing are left out", () => {
    expect(limitsOf({ red: 48, yellow: 5, orange: null })).toEqual([
      { level: "yellow", value: 5 },
      { level: "red", value: 48 },
    ]);
  });
});

describe("the vertical range", () => {
  it("begins at zero where the curve comes near it, and holds limits within reach", () => {
    const [low, high] = rangeFor(dots(1, 20), limitsOf({ orange: 24, red: 48 }), false);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(48);
    expect(rangeFor(dots(1, 2), limitsOf({ red: 500 }), false)[1]).toBeLessThan(3);
  });

  it("cuts off what remains far above its limits", () => {
    const [low, high] = rangeFor(dots(300, 90, 9, 1.5), limitsOf({ orange: 7, red: 2 }), true);
    expect(low).toBe(0);
    expect(high).toBeLessThan(32);
  });

  it("keeps a curve that lies far from zero large", () => {
    const [low, high] = rangeFor(dots(1000, 1001), [], false);
    expect(low).toBeGreaterThan(900);
    expect(high).toBeLessThan(1100);
  });

  it("does without a curve, and without anything", () => {
    expect(rangeFor(dots(null), limitsOf({ red: 50 }), false)[1]).toBeGreaterThan(50);
    expect(rangeFor([], [], false)).toEqual([0, 1]);
  });
});

describe("the nearest reading", () => {
  it("is found between and beyond", () => {
    expect(nearest([0, 10, 20], 4)).toBe(0);
    expect(nearest([0, 10, 20], 6)).toBe(1);
    expect(nearest([0, 10, 20], 99)).toBe(2);
    expect(nearest([0, 10, 20], -5)).toBe(0);
    expect(nearest([], 4)).toBe(-1);
  });
});
