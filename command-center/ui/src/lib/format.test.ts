import { describe, expect, it } from "vitest";
import { numberText, quantityText, valueText } from "./format";

describe("numbers", () => {
  it("keep three to four digits that mean something", () => {
    expect(numberText(49.6213)).toBe("49.6");
    expect(numberText(0.4212)).toBe("0.421");
    expect(numberText(1.5)).toBe("1.5");
    expect(numberText(20)).toBe("20");
    expect(numberText(126.4)).toBe("126");
  });

  it("of a scale differ from mark to mark", () => {
    expect([251, 251.5, 252, 252.5].map((mark) => numberText(mark, 0.5))).toEqual(["251", "251.5", "252", "252.5"]);
    expect([0.25, 0.5].map((mark) => numberText(mark, 0.25))).toEqual(["0.25", "0.5"]);
    expect(numberText(1500, 500)).toBe("1\u2009500");
  });

  it("part thousands and use a real minus", () => {
    expect(numberText(1284)).toBe("1\u2009284");
    expect(numberText(-3.02)).toBe("−3.02");
    expect(numberText(-0.0001)).toBe("0");
  });

  it("show a dash where nothing is known", () => {
    expect(numberText(null)).toBe("—");
    expect(valueText(null, "mm")).toBe("—");
  });
});

describe("units and quantities", () => {
  it("let a degree cling to its number and keep a space before letters", () => {
    expect(valueText(0.42, "deg")).toBe("0.42°");
    expect(valueText(49.6, "mm")).toBe("49.6\u00a0mm");
    expect(valueText(-4, "Cel")).toBe("−4℃");
  });

  it("name quantities in both languages, with their depth", () => {
    expect(quantityText("displacement.e")).toBe("东向位移");
    expect(quantityText("soil.moisture/0.5")).toBe("土壤含水率 0.5 m");
    expect(quantityText("soil.moisture@0.5", "en")).toBe("Soil moisture 0.5 m");
  });

  it("show a registered extra quantity by its own name", () => {
    expect(quantityText("x.strain")).toBe("strain");
  });
});
