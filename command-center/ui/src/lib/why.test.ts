import { describe, expect, it } from "vitest";
import { rainText } from "./why";

const saying = (why: string) => ({
  evidence: [{ deviceId: "g", quantity: "rain", value: 76, at: "2026-07-20T03:00:00Z", why }],
});

describe("an alert of rain", () => {
  it("says over which time it fell", () => {
    expect(rainText(saying("76 ≥ 75 mm · 3 h"), "zh")).toBe("3小时雨量");
    expect(rainText(saying("21 ≥ 20 mm · 10 min"), "en")).toBe("Rain in 10 min");
    expect(rainText(saying("160 ≥ 160 mm · 3 d"), "zh")).toBe("3天雨量");
  });

  it("is about a measure made of rain where it names no time", () => {
    expect(rainText(saying("1.2 ≥ 1"), "zh")).toBe("雨情指标");
    expect(rainText({ evidence: [] }, "en")).toBe("Measure of rain");
  });
});
