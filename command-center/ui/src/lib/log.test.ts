import { describe, expect, it } from "vitest";
import type { AlertState, Level } from "@/api/types";
import { after, alert, message } from "@/fixtures/scenery";
import { logOf } from "./log";

describe("the log", () => {
  it("tells alerts, messages, answers and acknowledgements, newest first", () => {
    const entries = logOf(
      [alert({ acknowledgedBy: "admin", acknowledgedAt: after(40) })],
      [message()],
      [{ id: "r1", from: null, pointId: null, pointName: null, text: "1", meaning: "real", at: after(30) }],
      10,
    );
    expect(entries.map(({ what }) => what)).toEqual(["acknowledged", "reply", "message", "alert"]);
  });

  it("carries why nothing followed from an answer", () => {
    const answer = { id: "r1", from: null, pointId: null, pointName: null, text: "你是谁", at: after(30) };
    const [entry] = logOf([], [], [{ ...answer, meaning: "text", note: "打错了" }], 10);
    expect(entry).toMatchObject({ what: "reply", note: "打错了" });
  });

  it("keeps to its limit", () => {
    expect(logOf([alert()], [message()], [], 1)).toHaveLength(1);
  });

  it("names the instrument of an equipment alert together with its point", () => {
    const [entry] = logOf([alert({ kind: "offline", level: null })], [], [], 1);
    expect(entry?.place).toBe("桦甸 老岭沟 裂缝计");
  });

  it("has one line for what one person acknowledged at one point at once", () => {
    const seen = (id: string, seconds: number, changes = {}) =>
      alert({ id, history: [], acknowledgedBy: "admin", acknowledgedAt: after(seconds), ...changes });
    const at = (...alerts: ReturnType<typeof alert>[]) => logOf(alerts, [], [], 10).map((entry) => entry.at);
    expect(at(seen("a", 40), seen("b", 41), seen("c", 43))).toEqual([after(40)]);
    expect(at(seen("a", 40), seen("b", 90))).toHaveLength(2);
    expect(at(seen("a", 40), seen("b", 41, { acknowledgedBy: "other" }))).toHaveLength(2);
    expect(at(seen("a", 40), seen("b", 41, { pointId: "other" }))).toHaveLength(2);
  });

  it("says that a level rose only when it did, not when an episode is told again", () => {
    const step = (seq: number, state: AlertState, level: Level | null) =>
      ({ seq, state, level, at: after(seq), detectedAt: after(seq), value: null }) as const;
    const history = [
      step(1, "raised", "orange"),
      step(2, "escalated", "red"),
      step(3, "escalated", "red"),
      step(4, "eased", "orange"),
      step(5, "eased", "orange"),
      step(6, "cleared", null),
    ];
    const told = logOf([alert({ kind: "fused", history })], [], [], 10);
    expect(told.map((entry) => entry.what === "alert" && entry.state)).toEqual([
      "cleared",
      "eased",
      "escalated",
      "raised",
    ]);
    expect(told.map(({ at }) => at)).toEqual([after(6), after(4), after(2), after(1)]);
  });

  it("says once that a level is held, from when its evidence fell", () => {
    const hold = { since: after(90), until: after(1890), evidence: null };
    const [newest, ...rest] = logOf([alert({ kind: "fused", level: "red", hold })], [], [], 10);
    expect(newest).toMatchObject({ what: "held", level: "red", at: after(90) });
    expect(rest).toHaveLength(1);
  });
});
