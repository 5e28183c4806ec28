import { describe, expect, it } from "vitest";
import { after, alert, message, point } from "@/fixtures/scenery";
import type { Delta, Pulse } from "@/api/types";
import { EMPTY, fromOverview, reduce } from "./reduce";

const pulse: Pulse = {
  now: after(0),
  newestAt: null,
  devicesOnline: 0,
  devicesTotal: 0,
  blindPeople: 0,
  counts: { red: 0, orange: 0, yellow: 0, blue: 0 },
  parts: [],
};

const told = (...deltas: Delta[]) => deltas.reduce(reduce, EMPTY);

describe("the picture", () => {
  it("begins with the overview", () => {
    const picture = fromOverview(
      { now: after(0), demo: true, points: [point()], alerts: [alert()], messages: [message()], pulse },
      [],
    );
    expect(picture.points.get("laolinggou")?.people).toBe(397);
    expect(picture.alerts.size).toBe(1);
    expect(picture.demo).toBe(true);
  });

  it("takes rising words of an episode only", () => {
    const late = { type: "alert", alert: alert({ seq: 2, level: "orange" }) } as const;
    const stale = { type: "alert", alert: alert({ seq: 1, level: "yellow" }) } as const;
    expect(told(late, stale).alerts.get("e1")?.level).toBe("orange");
  });

  it("takes an acknowledgement, which does not raise the sequence", () => {
    const seen = alert({ acknowledgedBy: "admin", acknowledgedAt: after(9) });
    const picture = told({ type: "alert", alert: alert() }, { type: "alert", alert: seen });
    expect(picture.alerts.get("e1")?.acknowledgedBy).toBe("admin");
  });

  it("replaces a message when its state changes and keeps the newest first", () => {
    const picture = told(
      { type: "message", message: message({ state: "queued" }) },
      { type: "message", message: message({ id: "m2", at: after(60) }) },
      { type: "message", message: message({ state: "simulated" }) },
    );
    expect(picture.messages.map(({ id, state }) => `${id} ${state}`)).toEqual(["m2 simulated", "m1 simulated"]);
  });

  it("keeps the hundred newest closed alerts", () => {
    const closed = Array.from({ length: 120 }, (_, i): Delta => ({
      type: "alert",
      alert: alert({ id: `e${i}`, open: false, detectedAt: after(i), acknowledgedAt: after(i) }),
    }));
    const picture = told(...closed, { type: "alert", alert: alert({ id: "open" }) });
    expect(picture.alerts.size).toBe(101);
    expect(picture.alerts.has("e19")).toBe(false);
    expect(picture.alerts.has("e20")).toBe(true);
    expect(picture.alerts.has("open")).toBe(true);
  });

  it("never lets go of a red that is over but that nobody has acknowledged", () => {
    const closed = (id: string, seconds: number, changes = {}): Delta => ({
      type: "alert",
      alert: alert({ id, open: false, level: null, detectedAt: after(seconds), ...changes }),
    });
    const others = Array.from({ length: 120 }, (_, i) => closed(`e${i}`, i + 1, { acknowledgedAt: after(i) }));
    const picture = told(closed("red", 0, { highest: "red" }), ...others);
    expect(picture.alerts.has("red")).toBe(true);
    expect(picture.alerts.size).toBe(101);
  });

  it("keeps what returned to normal unacknowledged beside the log, the newest three hundred", () => {
    const over = (id: string, seconds: number, changes = {}): Delta => ({
      type: "alert",
      alert: alert({ id, open: false, level: null, detectedAt: after(seconds), ...changes }),
    });
    const seen = Array.from({ length: 100 }, (_, i) => over(`s${i}`, 1000 + i, { acknowledgedAt: after(9) }));
    const waiting = Array.from({ length: 301 }, (_, i) => over(`w${i}`, i));
    const picture = told(...waiting, ...seen);
    expect(picture.alerts.has("w0")).toBe(false);
    expect(picture.alerts.has("w1")).toBe(true);
    expect(picture.alerts.size).toBe(400);
  });

  it("leaves the old picture untouched", () => {
    reduce(EMPTY, { type: "point", point: point() });
    expect(EMPTY.points.size).toBe(0);
  });

  it("passes over an envelope of a later version", () => {
    expect(reduce(EMPTY, { type: "meteor" } as unknown as Delta)).toBe(EMPTY);
  });

  it("loses no question to a monitor because a notice went to many", () => {
    const notices = Array.from({ length: 300 }, (_, i) => message({ id: `n${i}`, purpose: "issue", at: after(i + 1) }));
    const check = message({ id: "check", at: after(0) });
    const picture = told(...[check, ...notices].map((one): Delta => ({ type: "message", message: one })));
    expect(picture.messages).toHaveLength(201);
    expect(picture.messages.at(-1)?.id).toBe("check");
  });
});
