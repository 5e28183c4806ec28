import { describe, expect, it } from "vitest";
import { barHeight, isRough, rainBars, rainFromCounter, rainSince, rainSum } from "./rain";
import type { Sample } from "./series";

const counter = (t: number, min: number, max: number): Sample => ({ t, min, mean: (min + max) / 2, max, count: 2 });
const MINUTE = 60;
const HOUR = 3_600;

describe("the rain of a window", () => {
  it("begins at nothing whatever the counter says, and rises by what fell", () => {
    const counter = [412, 412, 413.5, 413.5].map((mm, i) => ({ t: i * 60, min: mm, mean: mm, max: mm, count: 1 }));
    const sum = rainSum(rainBars("rain.total", counter, 60), 60);
    expect(sum.map(({ t, max }) => [t, max])).toEqual([
      [0, 0],
      [60, 0],
      [120, 1.5],
      [180, 1.5],
    ]);
  });
});

describe("rain", () => {
  it("is the rise of the counter", () => {
    const bars = rainFromCounter([counter(0, 100, 101), counter(60, 101, 104), counter(120, 104, 104)], MINUTE);
    expect(bars.map(({ mm }) => mm)).toEqual([1, 3, 0]);
    expect(bars[1]).toEqual({ from: 60, until: 120, mm: 3 });
  });

  it("takes a fall of the counter as a reset", () => {
    const bars = rainFromCounter([counter(0, 99, 100), counter(60, 0, 2)], MINUTE);
    expect(bars.map(({ mm }) => mm)).toEqual([1, 2]);
  });

  it("adds up the intervals of the other kind of gauge", () => {
    expect(rainBars("rain", [{ t: 0, min: 0, mean: 0.5, max: 1, count: 6 }], MINUTE)).toEqual([
      { from: 0, until: 60, mm: 3 },
    ]);
  });

  it("is summed from a moment on", () => {
    const bars = [5, 2, 1].map((mm, i) => ({ from: 60 * i, until: 60 * i + 60, mm }));
    expect(rainSince(bars, 60)).toBe(3);
    expect(rainSince(bars, 30)).toBe(5.5);
  });

  it("of ten silent hours is not the rain of the last one", () => {
    const now = 11 * HOUR;
    const bars = rainFromCounter([counter(0, 100, 100), counter(now - 300, 150, 151)], 300);
    expect(rainSince(bars, 0)).toBeCloseTo(51);
    expect(rainSince(bars, now - HOUR)).toBeCloseTo(1 + (50 * 55) / (10 * 60 + 50), 5);
    expect(isRough(bars, now - HOUR, 300)).toBe(true);
  });

  it("is exact when the gap lies wholly inside the hour", () => {
    const bars = rainFromCounter([counter(600, 10, 10), counter(3_000, 14, 15)], 300);
    expect(rainSince(bars, 0)).toBe(5);
    expect(isRough(bars, 0, 300)).toBe(false);
  });

  it("of a gap after which the counter began anew is what it shows since", () => {
    const bars = rainFromCounter([counter(0, 90, 90), counter(6_000, 3, 4)], 300);
    expect(bars.map(({ mm }) => mm)).toEqual([0, 3, 1]);
  });

  it("is drawn with its area", () => {
    expect(barHeight({ from: 0, until: 60, mm: 2 }, 60)).toBe(2);
    expect(barHeight({ from: 0, until: 600, mm: 2 }, 60)).toBeCloseTo(0.2);
  });
});
