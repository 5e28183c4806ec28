import { describe, expect, it } from "vitest";
import { BEGINNING, after, alert, device, limit } from "@/fixtures/scenery";
import { agreeing, byPlace, leadOf, reachedAt, standingSince } from "./place";
import { presentOf, silenceOf } from "./present";

const NOW = BEGINNING + 600_000;
const step = (seq: number, level: "yellow" | "orange" | "red" | null, at: number) =>
  ({ seq, state: "raised", level, at: after(at), detectedAt: after(at), value: 1 }) as const;
const row = (deviceId: string) => ({ deviceId, quantity: "crack", value: 12, at: after(0), why: "" });
const of = (id: string, changes: Partial<Parameters<typeof alert>[0]> = {}) =>
  alert({ id, deviceId: id, evidence: [row(id)], ...changes });
const gauge = (id: string, heard: number, online = true) =>
  device({
    id,
    online,
    lastSeen: after(heard),
    channels: [{ quantity: "crack", unit: "mm", value: 15, at: after(heard), flag: 1, limits: [limit("yellow", 10)] }],
  });

describe("since when a point stands at its level", () => {
  it("does not begin anew with a further instrument", () => {
    const later = of("b", { since: after(300) });
    expect(standingSince(later, [of("a"), later])).toBe(after(0));
  });

  it("begins with the rise to a graver level", () => {
    const red = of("b", { level: "red", since: after(300), history: [step(1, "red", 300)] });
    expect(standingSince(red, [of("a"), red])).toBe(after(300));
  });

  it("counts the time above the level too", () => {
    const eased = of("a", { since: after(500), history: [step(1, "red", 100), step(2, "yellow", 500)] });
    expect(standingSince(eased, [eased])).toBe(after(100));
    expect(
      reachedAt(of("a", { since: after(9), history: [step(1, "red", 0), step(2, null, 5), step(3, "red", 9)] }), "red"),
    ).toBe(after(9));
  });

  it("leaves out what is over, and equipment", () => {
    const now = of("b", { since: after(300), history: [] });
    const over = of("a", { open: false });
    expect(standingSince(now, [over, of("c", { kind: "offline", level: null }), now])).toBe(after(300));
  });
});

describe("a silent instrument", () => {
  it("is one that is offline, or whose value is older than two intervals", () => {
    expect(silenceOf(of("a"), [], [gauge("a", 595)], NOW)).toBeNull();
    expect(silenceOf(of("a"), [], [gauge("a", 180)], NOW)).toBe(420_000);
    expect(silenceOf(of("a"), [], [gauge("a", 595, false)], NOW)).toBe(5_000);
  });

  it("is known from its alert where the device is not at hand", () => {
    const told = alert({ id: "x", kind: "offline", level: null, deviceId: "a", since: after(540) });
    expect(silenceOf(of("a"), [told], [], NOW)).toBe(60_000);
    expect(silenceOf(of("a"), [], [], NOW)).toBeNull();
  });

  it("is not one that replays an old record", () => {
    const old = of("a", { at: "2012-01-01T00:00:00Z" });
    const replaying = {
      ...gauge("a", 595),
      channels: [{ ...gauge("a", 595).channels[0]!, at: "2012-01-01T00:10:00Z" }],
    };
    expect(silenceOf(old, [], [replaying], NOW)).toBeNull();
  });

  it("does not lead while another of the same level is heard", () => {
    const peers = [of("a"), of("b")];
    expect(leadOf(peers[0]!, peers, [gauge("a", 0), gauge("b", 595)], NOW).id).toBe("b");
    expect(leadOf(peers[0]!, peers, [gauge("a", 0), gauge("b", 0)], NOW).id).toBe("a");
    const milder = [of("a", { level: "orange" }), of("b")];
    expect(leadOf(milder[0]!, milder, [gauge("a", 0), gauge("b", 595)], NOW).id).toBe("a");
  });
});

describe("agreement", () => {
  const lead = of("a", { evidence: [row("a"), row("b"), row("c")] });

  it("counts what is over its line now, and is heard", () => {
    const peers = [lead, of("b"), of("c", { open: false })];
    expect(agreeing(lead, peers, [], NOW)).toBe(2);
    expect(agreeing(lead, peers, [gauge("a", 595), gauge("b", 0)], NOW)).toBe(1);
  });
});

describe("the present value", () => {
  it("is that of the channel, where the rule's own line is drawn on it", () => {
    expect(presentOf(of("a"), [gauge("a", 595)])?.value).toBe(15);
    expect(presentOf(of("a", { ruleId: "trend", unit: "mm/d" }), [gauge("a", 595)])).toBeNull();
  });
});

describe("places", () => {
  it("gather the alerts of a point", () => {
    const places = byPlace([of("a"), of("b"), of("c", { pointId: null, target: "c" })]);
    expect([...places].map(([place, all]) => [place, all.length])).toEqual([
      ["laolinggou", 2],
      ["c", 1],
    ]);
  });
});
