import { expect, it, vi } from "vitest";
import { api, picture } from "@/state/centre";
import { point } from "@/fixtures/scenery";
import { AUDIT_WORDS } from "./audit";
import { MESSAGES } from "./messages";
import { subjectText } from "./subject";
import { trailValue } from "./trailvalue";

vi.spyOn(api, "devices").mockResolvedValue([]);
vi.spyOn(api, "divisions").mockResolvedValue([]);
const subject = (noun: string, id: string, changes = {}) => ({
  noun,
  id,
  name: null,
  pointId: null,
  to: null,
  ...changes,
});

it("names a thing by what it is and by its point, never by its id", () => {
  picture.value = { ...picture.value, points: new Map([["p1", point({ id: "p1", name: "老岭沟后山" })]]) };
  expect(subjectText(subject("warning", "w-77", { pointId: "p1" }))).toBe("老岭沟后山 预警");
  expect(subjectText(subject("standing-order", "p1", { pointId: "p1" }))).toBe("老岭沟后山 常设指令");
  expect(subjectText(subject("device", "d-1", { name: "裂缝计" }))).toBe("设备 裂缝计");
  expect(subjectText(subject("device", "d-1"))).toBe("设备");
  expect(trailValue("pointId", "p1")).toBe("老岭沟后山");
  expect(trailValue("standingOrder", "jl-laolinggou-order1")).toBe("该点常设指令");
});

it("has a word for every thing of which an act has a word", () => {
  const nouns = Object.keys(AUDIT_WORDS)
    .filter((key) => key.startsWith("act."))
    .map((key) => key.split(".")[1]);
  const unnamed = [...new Set(nouns)].filter(
    (noun) => !["identity", "session", "division"].includes(noun!) && !(`subject.${noun}` in MESSAGES),
  );
  expect(unnamed).toEqual([]);
});
