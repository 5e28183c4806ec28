import { describe, expect, it } from "vitest";
import { BEGINNING, after } from "@/fixtures/scenery";
import { episodeSeconds, spanFor, windowOf } from "./span";

describe("the first span", () => {
  it("follows the pace of the instrument", () => {
    expect([2, 10, 60, 600, 3_600, 86_400].map(spanFor)).toEqual(["ten", "ten", "hour", "day", "month", "month"]);
  });
});

describe("the small curve", () => {
  it("shows the episode and as long again before it, within bounds", () => {
    expect(episodeSeconds(after(-60), BEGINNING)).toBe(900);
    expect(episodeSeconds(after(-3_600), BEGINNING)).toBe(7_200);
    expect(episodeSeconds(after(-90 * 86_400), BEGINNING)).toBe(30 * 86_400);
  });
});

describe("the window of a curve", () => {
  it("ends now while values come in", () => {
    expect(windowOf("hour", after(-5), BEGINNING)).toEqual({
      from: BEGINNING / 1000 - 3600,
      to: BEGINNING / 1000,
      past: false,
    });
  });

  it("ends at the newest value of a record of the past, and says so", () => {
    const found = windowOf("day", "2018-08-01T00:00:00Z", BEGINNING);
    expect(found.to).toBe(Date.parse("2018-08-01T00:00:00Z") / 1000);
    expect(found.past).toBe(true);
  });

  it("ends now where nothing has been heard yet", () => {
    expect(windowOf("hour", null, BEGINNING).past).toBe(false);
  });
});
