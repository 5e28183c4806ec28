import { describe, expect, it } from "vitest";
import { rainBars, rainFromCounter, rainSince } from "./rain";
import type { Sample } from "./series";

const counter = (t: number, min: number, max: number): Sample => ({ t, min, mean: (min + max) / 2, max, count: 2 });

describe("rain", () => {
  it("is the rise of the counter", () => {
    const bars = rainFromCounter([counter(0, 100, 101), counter(60, 101, 104), counter(120, 104, 104)]);
    expect(bars.map(({ mm }) => mm)).toEqual([1, 3, 0]);
  });

  it("takes a fall of the counter as a reset", () => {
    const bars = rainFromCounter([counter(0, 99, 100), counter(60, 0, 2)]);
    expect(bars.map(({ mm }) => mm)).toEqual([1, 2]);
  });

  it("adds up the intervals of the other kind of gauge", () => {
    expect(rainBars("rain", [{ t: 0, min: 0, mean: 0.5, max: 1, count: 6 }])).toEqual([{ t: 0, mm: 3 }]);
  });

  it("is summed from a moment on", () => {
    expect(
      rainSince(
        [
          { t: 0, mm: 5 },
          { t: 60, mm: 2 },
          { t: 120, mm: 1 },
        ],
        60,
      ),
    ).toBe(3);
  });
});
