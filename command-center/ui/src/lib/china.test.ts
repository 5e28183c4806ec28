import { describe, expect, it } from "vitest";
import { chinaTime, instantOf } from "./china";

describe("a field of date and time", () => {
  it("shows China's clock and gives the instant back", () => {
    const midnight = new Date("2026-07-01T16:00:00Z");
    expect(chinaTime(midnight)).toBe("2026-07-02T00:00");
    expect(instantOf(chinaTime(midnight))).toBe(midnight.toISOString());
  });
});
