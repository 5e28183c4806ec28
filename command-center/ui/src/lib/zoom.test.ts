import { describe, expect, it } from "vitest";
import { isWhole, moved, zoomed } from "./zoom";

const HOUR = 3_600_000;
const whole = [0, 100 * HOUR] as const;

describe("looking closer at a curve", () => {
  it("leaves what is pointed at where it is", () => {
    expect(zoomed(whole, whole, 0.5, 20 * HOUR)).toEqual([10 * HOUR, 60 * HOUR]);
    expect(zoomed([10 * HOUR, 60 * HOUR], whole, 2, 20 * HOUR)).toEqual([0, 100 * HOUR]);
  });

  it("never shows what lies beyond the whole, and no less than a minute", () => {
    expect(zoomed([80 * HOUR, 100 * HOUR], whole, 2, 100 * HOUR)).toEqual([60 * HOUR, 100 * HOUR]);
    const [from, to] = zoomed([0, 90_000], whole, 0.1, 0);
    expect(to - from).toBe(60_000);
    expect(moved([10 * HOUR, 20 * HOUR], whole, -15 * HOUR)).toEqual([0, 10 * HOUR]);
    expect(moved([10 * HOUR, 20 * HOUR], whole, 500 * HOUR)).toEqual([90 * HOUR, 100 * HOUR]);
  });

  it("knows the whole from a part", () => {
    expect(isWhole(whole, whole)).toBe(true);
    expect(isWhole([0, HOUR], whole)).toBe(false);
  });
});
