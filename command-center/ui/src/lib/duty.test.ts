import { describe, expect, it } from "vitest";
import { dayOf, endsNextDay, midnight, plusDays, rosterOf } from "./duty";

describe("the roster's days", () => {
  it("are those of China, whatever the machine's zone", () => {
    expect(midnight("2026-07-21")).toBe("2026-07-20T16:00:00.000Z");
    expect(dayOf("2026-07-20T15:59:59Z")).toBe("2026-07-20");
    expect(dayOf("2026-07-20T16:00:00Z")).toBe("2026-07-21");
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
  });

  it("put a night's shift on the day on which it begins", () => {
    const night = {
      id: "s1",
      version: 1,
      division: "220282",
      begins: "2026-07-21T12:00:00Z",
      ends: "2026-07-22T00:00:00Z",
      officer: "wang",
      deputy: null,
    };
    const days = rosterOf("2026-07-21", [night]);
    expect(days).toHaveLength(14);
    expect(days[0]?.shifts).toEqual([night]);
    expect(days[1]?.shifts).toEqual([]);
  });

  it("say when a shift ends on the next day, a whole day's too", () => {
    const from = (begins: string, ends: string) =>
      endsNextDay({ begins: `2026-07-21T${begins}:00+08:00`, ends: `2026-07-${ends}:00+08:00` });
    expect(from("08:00", "22T08:00")).toBe(true);
    expect(from("20:00", "22T08:00")).toBe(true);
    expect(from("08:00", "21T20:00")).toBe(false);
  });
});
