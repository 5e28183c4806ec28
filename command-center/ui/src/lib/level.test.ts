import { describe, expect, it } from "vitest";
import { after, alert } from "@/fixtures/scenery";
import {
  UNCONFIRMED_MS,
  byUrgency,
  callsOf,
  heroesOf,
  isCrying,
  isReturned,
  isUnconfirmed,
  isUnheard,
  markLevel,
  returnedOf,
  shownLevel,
  waitingWith,
} from "./level";

describe("what is as urgent", () => {
  it("is told by movement before rain, though the rain is newer", () => {
    const moved = alert({ id: "moved", level: "red", quantity: "displacement", since: after(0) });
    const rain = alert({ id: "rain", level: "red", quantity: "rain", since: after(60) });
    const water = alert({ id: "water", level: "red", quantity: "pore.pressure", since: after(90) });
    expect([rain, water, moved].sort(byUrgency).map(({ id }) => id)).toEqual(["moved", "water", "rain"]);
    expect([rain, alert({ id: "mild", level: "orange" })].sort(byUrgency)[0]).toBe(rain);
  });
});

describe("urgency", () => {
  it("puts red before orange, and among equals the unacknowledged first", () => {
    const red = alert({ id: "red", level: "red" });
    const seen = alert({ id: "seen", level: "orange", acknowledgedAt: after(9), since: after(8) });
    const unseen = alert({ id: "unseen", level: "orange" });
    expect([seen, unseen, red].sort(byUrgency).map(({ id }) => id)).toEqual(["red", "unseen", "seen"]);
  });

  it("shows one alert per point: the worst", () => {
    const found = callsOf([alert({ id: "a" }), alert({ id: "b", level: "red" }), alert({ id: "c", pointId: "other" })]);
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
      alert({ id: "over", open: false, level: null }),
      alert({ id: "done", open: false, level: null, acknowledgedAt: after(9) }),
      alert({ id: "unheard", open: false, level: null, highest: "red" }),
      alert({ id: "elsewhere", pointId: "other" }),
      alert({ id: "silent", kind: "offline", level: null }),
    ];
    expect(waitingWith(worst, all).map(({ id }) => id)).toEqual(["worst", "same", "over", "unheard"]);
  });

  it("never lets equipment or closed alerts among the slopes", () => {
    const silent = alert({ kind: "offline", level: null, severity: "high" });
    expect(callsOf([silent, alert({ id: "over", open: false })])).toEqual([]);
  });

  it("cries for a red until somebody has acknowledged it, and for nothing else", () => {
    expect(isCrying(alert({ level: "red", highest: "red" }))).toBe(true);
    expect(isCrying(alert({ level: "red", highest: "red", acknowledgedAt: after(5) }))).toBe(false);
    expect(isCrying(alert({ level: "orange", highest: "orange" }))).toBe(false);
    expect(isCrying(alert({ open: false, level: null, highest: "orange" }))).toBe(false);
  });
});

describe("a red that went before anybody acknowledged it", () => {
  const eased = alert({ id: "eased", level: "orange", highest: "red" });
  const over = alert({ id: "over", open: false, state: "cleared", level: null, highest: "red" });
  const step = { seq: 1, state: "raised", level: "red", at: after(0), detectedAt: after(1), value: 12 } as const;

  it("goes on crying, eased, over or taken back", () => {
    const withdrawn = alert({ open: false, level: null, highest: null, history: [step] });
    for (const gone of [eased, over, withdrawn]) {
      expect(isCrying(gone)).toBe(true);
      expect(isUnheard(gone)).toBe(true);
      expect(shownLevel(gone)).toBe("red");
      expect(isCrying({ ...gone, acknowledgedAt: after(9) })).toBe(false);
    }
    expect(isUnheard(alert({ level: "red", highest: "red" }))).toBe(false);
  });

  it("is called before what is acknowledged and what is milder", () => {
    const seen = alert({ id: "seen", level: "red", highest: "red", pointId: "b", acknowledgedAt: after(9) });
    const orange = alert({ id: "orange", level: "orange", highest: "orange", pointId: "c" });
    const now = alert({ id: "now", level: "red", highest: "red", pointId: "d" });
    const called = callsOf([orange, seen, over, now]);
    expect(called.map(({ id }) => id)).toEqual(["now", "over", "seen", "orange"]);
    expect(heroesOf(called).map(({ id }) => id)).toEqual(["now", "over"]);
  });

  it("stands beside the level of today at its point, and never in its place", () => {
    const seen = alert({ id: "seen", level: "red", highest: "red", acknowledgedAt: after(9) });
    expect(callsOf([seen, over]).map(({ id }) => id)).toEqual(["over", "seen"]);
    expect(callsOf([alert({ id: "orange", level: "orange" }), eased]).map(({ id }) => id)).toEqual(["eased"]);
    expect(callsOf([alert({ id: "red", level: "red", highest: "red" }), over]).map(({ id }) => id)).toEqual(["red"]);
  });
});

describe("an alert that returned to normal before anybody acknowledged it", () => {
  const over = (id: string, changes = {}) =>
    alert({ id, open: false, state: "cleared", level: null, highest: "yellow", ...changes });

  it("waits until somebody acknowledges it, marked by the highest level that it came to", () => {
    const taken = over("e1", { highest: null, history: alert({ level: "orange" }).history });
    expect(isReturned(over("e1"))).toBe(true);
    expect(markLevel(over("e1"))).toBe("yellow");
    expect(markLevel(taken)).toBe("yellow");
    expect(isReturned(over("e1", { acknowledgedAt: after(9) }))).toBe(false);
    expect(isReturned(over("e1", { kind: "offline" }))).toBe(false);
    expect(isReturned(alert())).toBe(false);
  });

  it("is told once for each point, the gravest first, and not where a call waits that it is acknowledged with", () => {
    const all = [over("a"), over("b", { highest: "orange" }), over("c", { pointId: "other", highest: "red" })];
    expect(returnedOf(all, []).map(({ id }) => id)).toEqual(["c", "b"]);
    expect(returnedOf(all, [alert()]).map(({ id }) => id)).toEqual(["c"]);
    expect(returnedOf(all, [alert({ acknowledgedAt: after(9) })]).map(({ id }) => id)).toEqual(["c", "b"]);
  });
});

describe("a red that stands on one doubtful reading", () => {
  const told = Date.parse(after(1));
  const step = { seq: 1, state: "raised", level: "red", at: after(0), detectedAt: after(1), value: 62 } as const;
  const doubtful = alert({ level: "red", highest: "red", confidence: 0.5, history: [{ ...step, sure: false }] });

  it("is shown at once, and calls nobody before it is confirmed", () => {
    expect(isUnconfirmed(doubtful, told + 5_000)).toBe(true);
    expect(isCrying(doubtful, told + 5_000)).toBe(false);
    expect(shownLevel(doubtful)).toBe("red");
    const confirmed = { ...doubtful, confidence: 1, history: [...doubtful.history, { ...step, seq: 2, sure: true }] };
    expect(isCrying(confirmed, told + 5_000)).toBe(true);
    const borneOut = { ...doubtful, corroborated: true, history: [{ ...step, sure: true }] };
    expect(isUnconfirmed(borneOut, told + 5_000)).toBe(false);
    expect(isCrying(borneOut, told + 5_000)).toBe(true);
  });

  it("counts when nothing has contradicted it for ten minutes, and by a clock that is wrong", () => {
    expect(isCrying(doubtful, told + UNCONFIRMED_MS - 1)).toBe(false);
    expect(isCrying(doubtful, told + UNCONFIRMED_MS)).toBe(true);
    expect(isCrying(doubtful, told - 3_600_000)).toBe(true);
  });

  it("leaves nobody to be called when it proves false at once, and somebody when it stood", () => {
    const over = { open: false, level: null, highest: null } as const;
    const end = (seconds: number) =>
      ({ ...step, seq: 2, state: "cleared", level: null, detectedAt: after(seconds), sure: false }) as const;
    const gone = (seconds: number) =>
      alert({ ...doubtful, ...over, detectedAt: after(seconds), history: [...doubtful.history, end(seconds)] });
    expect(isCrying(gone(300), told + 9_000_000)).toBe(false);
    expect(isCrying(gone(900), told + 9_000_000)).toBe(true);
  });

  it("does not silence the red of before it", () => {
    const history = [
      { ...step, sure: true },
      { ...step, seq: 2, level: "orange", state: "eased" } as const,
      { ...step, seq: 3, state: "escalated", sure: false } as const,
    ];
    expect(isCrying({ ...doubtful, history }, told + 5_000)).toBe(true);
  });
});
