import { describe, expect, it } from "vitest";
import { after, alert, message } from "@/fixtures/scenery";
import { checkOf } from "./check";

const yes = { text: "1", meaning: "real", at: after(30) } as const;

describe("the check of an episode", () => {
  it("is nothing while nobody was asked", () => {
    expect(checkOf(alert(), [message({ alertId: "other" }), message({ purpose: "notice" })])).toBeNull();
  });

  it("shows the answer to the newest request", () => {
    expect(checkOf(alert(), [message({ replies: [yes] })])).toMatchObject({ to: "李春生", answer: yes, before: null });
  });

  it("does not pass an old answer off as one to the newest request", () => {
    const asked = [message({ replies: [yes] }), message({ id: "m2", level: "red", at: after(60) })];
    expect(checkOf(alert(), asked)).toMatchObject({ sentAt: after(60), answer: null, before: yes });
  });
});
