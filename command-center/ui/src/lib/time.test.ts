import { describe, expect, it } from "vitest";
import { dayTime, clockTime, dayName, logTime, roughTime, monthDay, stampTime, stopwatch, whenTime } from "./time";

const LATE_IN_UTC = "2026-07-20T18:41:05Z";

describe("clock faces", () => {
  it("stand in Shanghai, whatever the zone of the machine", () => {
    expect(clockTime(LATE_IN_UTC)).toBe("02:41:05");
    expect(monthDay(LATE_IN_UTC)).toBe("7/21");
    expect(dayName(LATE_IN_UTC, "zh")).toBe("7月21日 周二");
  });

  it("say 00 at midnight, not 24", () => {
    expect(clockTime("2026-07-20T16:00:00Z")).toBe("00:00:00");
  });

  it("name the day only when it is another one", () => {
    expect(whenTime(LATE_IN_UTC, "2026-07-21T01:00:00Z")).toBe("02:41");
    expect(whenTime(LATE_IN_UTC, "2026-07-22T01:00:00Z")).toBe("7/21 02:41");
    expect(whenTime("2012-07-20T18:41:05Z", "2026-07-21T01:00:00Z")).toBe("2012/7/21 02:41");
    expect(dayTime(LATE_IN_UTC, "2026-07-21T01:00:00Z")).toBe("7/21 02:41");
    expect(logTime(LATE_IN_UTC, "2026-07-21T01:00:00Z")).toBe("02:41:05");
    expect(stampTime(LATE_IN_UTC)).toBe("2026-07-21 02:41:05");
  });

  it("say no more than is known", () => {
    expect(roughTime(LATE_IN_UTC, 300, "2026-07-21T01:00:00Z", "zh")).toBe("02:41");
    expect(roughTime(LATE_IN_UTC, 7_200, "2026-07-21T01:00:00Z", "zh")).toBe("7/21 02 时");
  });

  it("count up like a stopwatch and stop at zero", () => {
    expect(stopwatch("2026-07-21T00:00:00Z", "2026-07-21T00:12:08Z")).toBe("12:08");
    expect(stopwatch("2026-07-21T00:00:00Z", "2026-07-21T03:05:00Z")).toBe("3:05:00");
    expect(stopwatch("2026-07-21T00:00:01Z", "2026-07-21T00:00:00Z")).toBe("00:00");
    expect(stopwatch("2026-07-21T00:00:00Z", "2026-07-25T03:59:59Z")).toBe("99:59:59");
    expect(stopwatch("2012-01-01T00:00:00Z", "2026-08-18T08:34:01Z")).toBe("5343 天");
    expect(stopwatch("2012-01-01T00:00:00Z", "2026-08-18T08:34:01Z", "en")).toBe("5343 d");
  });
});
