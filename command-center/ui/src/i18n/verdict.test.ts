import { describe, expect, it } from "vitest";
import { verdictText } from "./verdict";

const found = { intact: true, entries: 347, firstBroken: null, fault: null, sentence: "all 347 entries hold" } as const;

describe("the verdict on the audit trail", () => {
  it("is in the language of the page", () => {
    expect(verdictText(found)).toBe("347 条记录全部相符");
    const bent = {
      ...found,
      intact: false,
      firstBroken: 12,
      fault: "changed",
      sentence: "entry 12 was changed",
    } as const;
    expect(verdictText(bent)).toBe("第 12 条与写入时不同");
    expect(verdictText({ ...bent, fault: "unheard-of" as never })).toBe("entry 12 was changed");
  });
});
