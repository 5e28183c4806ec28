import { describe, expect, it } from "vitest";
import { after, alert } from "@/fixtures/scenery";
import { byUrgency, heroesOf, isCrying, waitingWith, worstPerPoint } from "./level";

describe("urgency", () => {
  it("puts red before orange, and among equals the unacknowledged first", () => {
    const red = alert({ id: "red", level: "red" });
    const seen = alert({ id: "seen", level: "orange", acknowledgedAt: after(9), since: after(8) });
    const unseen = alert({ id: "unseen", level: "orange" });
    expect([seen, unseen, red].sort(byUrgency).map(({ id }) => id)).toEqual(["red", "unseen", "seen"]);
  });

  it("shows one alert per point: the worst", () => {
    const found = worstPerPoint([
      alert({ id: "a" }),
      alert({ id: "b", level: "red" }),
      alert({ id: "c", pointId: "other" }),
    ]);
    expect(found.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("lets two reds share the place, but nobody else", () => {
    const red = (id: string) => alert({ id, level: "red" });
    const orange = alert({ id: "o", level: "orange" });
    expect(heroesOf([red("a"), red("b"), red("c"), orange]).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(heroesOf([red("a"), orange]).map(({ id }) => id)).toEqual(["a"]);
    expect(heroesOf([])).toEqual([]);
  });

  it("is acknowledged for the whole point, and for no other", () => {
    const worst = alert({ id: "worst", level: "red" });
    const all = [
      worst,
      alert({ id: "same" }),
      alert({ id: "seen", acknowledgedAt: after(9) }),
      alert({ id: "over", open: false }),
      alert({ id: "elsewhere", pointId: "other" }),
      alert({ id: "silent", kind: "offline", level: null }),
    ];
    expect(waitingWith(worst, all).map(({ id }) => id)).toEqual(["worst", "same"]);
  });

  it("never lets equipment or closed alerts among the slopes", () => {
    const silent = alert({ kind: "offline", level: null, severity: "high" });
    expect(worstPerPoint([silent, alert({ id: "over", open: false })])).toEqual([]);
  });

  it("cries only for a red that nobody has acknowledged", () => {
    expect(isCrying(alert({ level: "red" }))).toBe(true);
    expect(isCrying(alert({ level: "red", acknowledgedAt: after(5) }))).toBe(false);
    expect(isCrying(alert({ level: "orange" }))).toBe(false);
    expect(isCrying(alert({ level: "red", open: false }))).toBe(false);
  });
});
