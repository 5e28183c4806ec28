import { describe, expect, it } from "vitest";
import { BEGINNING, after } from "@/fixtures/scenery";
import { windowOf } from "./span";

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
