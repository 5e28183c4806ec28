import { describe, expect, it } from "vitest";
import { BEGINNING, after, device } from "@/fixtures/scenery";
import { rubbishOf } from "./rejections";

const NOW = BEGINNING + 7_200_000;
const one = (seconds: number, reason = "json") => ({
  t: after(seconds),
  topic: "t",
  reason,
  detail: "",
  index: null,
  payload: "",
});
const sender = (id: string, count: number, ...last: ReturnType<typeof one>[]) =>
  device({ id, rejected: { count, last } });

describe("what could not be taken", () => {
  it("is counted over the last hour, the newest first", () => {
    const found = rubbishOf([sender("a", 3, one(7_000), one(6_900), one(60)), sender("b", 1, one(7_100, "unit"))], NOW);
    expect(found.map(({ device, count, newest }) => [device.id, count, newest.reason])).toEqual([
      ["b", 1, "unit"],
      ["a", 2, "json"],
    ]);
  });

  it("says that there was more than is kept", () => {
    expect(rubbishOf([sender("a", 99, one(7_000), one(7_001))], NOW)[0]).toMatchObject({ count: 2, more: true });
  });

  it("is forgotten after an hour, and with a device that retired", () => {
    expect(rubbishOf([sender("a", 5, one(60)), device()], NOW)).toEqual([]);
    expect(rubbishOf([{ ...sender("a", 1, one(7_000)), state: "retired" }], NOW)).toEqual([]);
  });
});
