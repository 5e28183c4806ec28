import { describe, expect, it } from "vitest";
import { unitOf } from "./catalogue";

describe("the unit of a quantity", () => {
  it("is that of the catalogue, whatever the depth", () => {
    expect(unitOf("crack")).toBe("mm");
    expect(unitOf("soil.moisture/0.5")).toBe("%");
    expect(unitOf("x.level")).toBeUndefined();
  });
});
