import { describe, expect, it } from "vitest";
import { ageText, isStale, minutesText, spanText } from "./age";

const NOW = Date.parse("2026-07-21T02:53:49Z");
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

describe("ages", () => {
  it("shows tenths only while they matter", () => {
    expect(spanText(800, "zh")).toBe("0.8 秒");
    expect(spanText(12_300, "zh")).toBe("12 秒");
  });

  it("moves to minutes, hours and days", () => {
    expect(spanText(7 * 60_000, "zh")).toBe("7 分钟");
    expect(spanText(3 * 3_600_000, "zh")).toBe("3 小时");
    expect(spanText(2 * 86_400_000, "en")).toBe("2 d");
  });

  it("never shows a negative age when a clock is ahead", () => {
    expect(ageText(before(-3), NOW, "zh")).toBe("0.0 秒前");
  });

  it("calls a value stale when it is older than two of its intervals", () => {
    expect(isStale(before(19), 10, NOW)).toBe(false);
    expect(isStale(before(21), 10, NOW)).toBe(true);
  });

  it("calls a missing value stale", () => {
    expect(isStale(null, 10, NOW)).toBe(true);
  });

  it("calls some minutes of a day no day", () => {
    expect([0, 24, 119, 300, 2_879, 17_280].map((n) => minutesText(n, "zh"))).toEqual([
      "0 分钟",
      "24 分钟",
      "119 分钟",
      "5 小时",
      "48 小时",
      "12 天",
    ]);
    expect(minutesText(24, "en")).toBe("24 min");
  });
});
