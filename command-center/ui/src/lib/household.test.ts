import { describe, expect, it } from "vitest";
import type { Household } from "@/api/residents";
import { draftOf, emptyDraft, endOfDay, formOf } from "./household";

const wang: Household = {
  id: "h1",
  version: 3,
  pointId: "p1",
  number: "7",
  kind: "family",
  name: "王秀英",
  people: 3,
  address: "东沟村 7 号",
  houseKind: "砖混",
  members: [{ name: "王秀英", sex: "f", age: 62 }],
  lines: [{ name: "王秀英", phone: "13712345678" }],
  language: "zh",
  position: null,
  precautions: null,
  route: "沿村道向东",
  shelter: { place: "东沟小学", head: "李校长", phone: null },
  medical: null,
  runner: { name: "赵邻居", phone: "13700000001" },
  from: null,
  to: null,
  lon: 126.7512,
  lat: 42.9704,
};

describe("a household in a form", () => {
  it("comes out as it went in", () => {
    expect({ ...wang, ...formOf(draftOf(wang)) }).toEqual(wang);
    expect(formOf(draftOf({ ...wang, people: 9 })).people).toBe(9);
  });

  it("leaves out lines without a number, and lets the head answer where nobody is named", () => {
    const draft = emptyDraft();
    draft.name = "王秀英";
    draft.people = "2";
    draft.lines = [
      { name: "", phone: " 13712345678 " },
      { name: "儿子", phone: "" },
    ];
    expect(formOf(draft).lines).toEqual([{ name: "王秀英", phone: "13712345678" }]);
    expect(formOf(draft).runner).toBeNull();
  });

  it("asks for the roster of a night in the bureau's own time", () => {
    expect(new Date(endOfDay("2026-07-21")).toISOString()).toBe("2026-07-21T15:59:59.000Z");
  });
});
