import { describe, expect, it } from "vitest";
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

  it("keeps to its limit", () => {
    expect(logOf([alert()], [message()], [], 1)).toHaveLength(1);
  });

  it("names the instrument of an equipment alert together with its point", () => {
    const [entry] = logOf([alert({ kind: "offline", level: null })], [], [], 1);
    expect(entry?.place).toBe("桦甸 老岭沟 裂缝计");
  });
});
