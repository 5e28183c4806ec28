import { describe, expect, it } from "vitest";
import { after, alert } from "@/fixtures/scenery";
import {
  comparisonOf,
  countedFrom,
  isPointLevel,
  measureOf,
  measureOfRow,
  remainingText,
  signOf,
  unitOfRow,
} from "./measure";

describe("the measure of an alert", () => {
  it.each([
    ["trend", "displacement", "mm/d", "rate"],
    ["trend", "displacement", "deg", "angle"],
    ["trend", "displacement", "d", "forecast"],
    ["tilt", "tilt.x", "deg", "tilt"],
    ["tilt", "tilt.x", "deg/d", "tilt-rate"],
    ["trend", "tilt.x", "deg/d", "tilt-rate"],
    ["threshold", "tilt.x", "deg", "value"],
    ["rainfall", "rain.total", "mm", "rain"],
    ["threshold", "temperature", "Cel.h", "thaw"],
    ["threshold", "vibration", "1", "shaking"],
    ["threshold", "crack", "mm", "value"],
    ["fused", null, null, "fused"],
    ["debris-flow", null, null, "debris-flow"],
    ["debris-flow", "mud.level", "m", "value"],
  ] as const)("%s of %s in %s is %s", (kind, quantity, unit, measure) => {
    expect(measureOf({ kind, quantity, unit })).toBe(measure);
  });

  it("is of the point only where no channel is named", () => {
    expect(isPointLevel({ kind: "fused", quantity: null })).toBe(true);
    expect(isPointLevel({ kind: "debris-flow", quantity: "mud.level" })).toBe(false);
    expect(isPointLevel({ kind: "trend", quantity: null })).toBe(false);
  });

  it("of a row of evidence goes by quantity and unit alone", () => {
    expect(measureOfRow("displacement", "mm/d")).toBe("rate");
    expect(measureOfRow("displacement", "deg")).toBe("angle");
    expect(measureOfRow("tilt.x", "deg")).toBe("value");
    expect(measureOfRow("azimuth", "deg")).toBe("value");
    expect(measureOfRow("rain.total", "mm")).toBe("rain");
    expect(measureOfRow("crack", null)).toBe("value");
  });
});

describe("words that compare", () => {
  it("are taken apart", () => {
    expect(comparisonOf("62 ≥ 50 mm/d")).toEqual({ sign: "≥", limit: 50, unit: "mm/d" });
    expect(comparisonOf("1.5 ≤ 2 d")).toEqual({ sign: "≤", limit: 2, unit: "d" });
    expect(comparisonOf("76 ≥ 75 mm · 3 h")).toEqual({ sign: "≥", limit: 75, unit: "mm" });
    expect(comparisonOf("52.1 ≥ 50 mm, 3 samples")).toEqual({ sign: "≥", limit: 50, unit: "mm" });
    expect(comparisonOf("1.2 ≥ 1")).toEqual({ sign: "≥", limit: 1, unit: "" });
    expect(comparisonOf("front at 0 m")).toBeNull();
  });

  it("say the unit of a row, which is not that of the channel", () => {
    const row = { deviceId: "g2", quantity: "displacement", why: "62 ≥ 50 mm/d" };
    expect(unitOfRow(row, alert(), "mm")).toBe("mm/d");
    const front = { ...row, quantity: "mud.level", why: "front at 0 m" };
    expect(unitOfRow(front, alert(), "cm")).toBe("cm");
    expect(unitOfRow(front, alert(), null)).toBe("m");
    expect(unitOfRow({ ...front, quantity: "tilt.x" }, alert(), null)).toBe("deg");
    expect(unitOfRow({ ...front, quantity: "x.L4_LD.X" }, alert(), null)).toBeNull();
    const own = { deviceId: "gnss1", quantity: "crack", why: "" };
    expect(unitOfRow(own, alert({ unit: "mm/d" }), "mm")).toBe("mm/d");
  });
});

describe("the sign", () => {
  const rate = { kind: "trend", unit: "mm/d", quantity: "displacement", evidence: [] } as const;

  it("is that of the evidence", () => {
    const evidence = [{ deviceId: "gnss1", quantity: "crack", value: 9, at: after(0), why: "9 < 10 mm" }];
    expect(signOf(alert({ value: 9, evidence }))).toBe("<");
  });

  it("goes by the direction of the measure where nobody tells it", () => {
    expect(signOf(alert({ ...rate, value: 62, limit: 50 }))).toBe("≥");
    expect(signOf(alert({ ...rate, value: 48, limit: 50 }))).toBe("<");
    expect(signOf(alert({ ...rate, value: -62, limit: 50 }))).toBe("≥");
    expect(signOf(alert({ ...rate, unit: "d", value: 1.5, limit: 2 }))).toBe("≤");
    expect(signOf(alert({ ...rate, unit: "d", value: 2.5, limit: 2 }))).toBe(">");
  });
});

describe("what remains", () => {
  it("is told in days, hours or minutes", () => {
    expect(remainingText(1.5 * 86_400_000, "zh")).toBe("1.5 天");
    expect(remainingText(2 * 86_400_000, "zh")).toBe("2 天");
    expect(remainingText(12.4 * 86_400_000, "en")).toBe("12 d");
    expect(remainingText(7 * 3_600_000, "zh")).toBe("7 小时");
    expect(remainingText(20 * 60_000, "zh")).toBe("20 分钟");
    expect(remainingText(1, "en")).toBe("1 min");
  });

  it("counts from the record's own time where a record is replayed", () => {
    expect(countedFrom(alert(), 7)).toBe(7);
    expect(countedFrom(alert({ at: "2012-05-13T00:00:00Z" }), 7)).toBe(Date.parse("2012-05-13T00:00:00Z"));
  });
});
