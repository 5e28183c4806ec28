import { describe, expect, it } from "vitest";
import { after, alert, message } from "@/fixtures/scenery";
import { checkOf } from "./check";

const yes = { text: "1", meaning: "real", at: after(30) } as const;
const step = (detected: number) =>
  ({ seq: 1, state: "raised", level: "yellow", at: after(detected), detectedAt: after(detected), value: 12 }) as const;
const second = alert({ id: "e2", deviceId: "tilt1", firstAt: after(300), since: after(300), history: [step(300)] });
const later = alert({ id: "e3", deviceId: "tilt1", firstAt: after(700), since: after(700), history: [step(700)] });

describe("the check of a point", () => {
  it("is nothing while nobody was asked", () => {
    const elsewhere = message({ alertId: "other", pointId: "other" });
    expect(checkOf(alert(), [], [elsewhere, message({ purpose: "notice" })])).toBeNull();
  });

  it("shows the answer to the newest request", () => {
    expect(checkOf(alert(), [], [message({ replies: [yes] })])).toMatchObject({
      to: "李春生",
      answer: yes,
      before: null,
    });
  });

  it("does not pass an old answer off as one to the newest request", () => {
    const asked = [message({ replies: [yes] }), message({ id: "m2", level: "red", at: after(60) })];
    expect(checkOf(alert(), [], asked)).toMatchObject({ sentAt: after(60), answer: null, before: yes });
  });

  it("is that of the point, although another instrument's alert leads by now", () => {
    expect(checkOf(second, [alert(), second], [message({ replies: [yes] })])).toMatchObject({ answer: yes });
  });

  it("holds while the point's trouble goes on without a break, although the alert that asked is over", () => {
    const over = alert({ open: false, level: null, state: "cleared", detectedAt: after(400) });
    expect(checkOf(second, [over, second], [message({ replies: [yes] })])).toMatchObject({ answer: yes });
  });

  it("is not that of an earlier trouble", () => {
    const over = alert({ open: false, level: null, state: "cleared", detectedAt: after(200) });
    expect(checkOf(later, [over, later], [message({ replies: [yes] })])).toBeNull();
  });

  it("is that of a moment ago, which covers trouble that begins again", () => {
    const over = alert({ open: false, level: null, state: "cleared", detectedAt: after(200) });
    expect(checkOf(second, [over, second], [message({ replies: [yes] })])).toMatchObject({ answer: yes });
  });

  it("keeps the answer when a text that is not understood comes after it", () => {
    const text = { text: "你们是谁", meaning: "text", at: after(40) } as const;
    expect(checkOf(alert(), [], [message({ replies: [yes, text] })])).toMatchObject({ answer: yes, aside: text });
    expect(checkOf(alert(), [], [message({ replies: [text] })])).toMatchObject({ answer: text, aside: null });
    const no = { text: "2", meaning: "nothing", at: after(50) } as const;
    expect(checkOf(alert(), [], [message({ replies: [yes, text, no] })])).toMatchObject({ answer: no, aside: null });
    const asked = [message({ replies: [yes] }), message({ id: "m2", level: "red", at: after(35), replies: [text] })];
    expect(checkOf(alert(), [], asked)).toMatchObject({ answer: text, before: yes });
  });

  it("shows who answered when several were asked at once", () => {
    const two = [
      message({ replies: [yes] }),
      message({ id: "m2", to: { name: "王", role: "monitor", phone: "2" }, at: after(3) }),
    ];
    expect(checkOf(alert(), [], two)).toMatchObject({ to: "李春生", answer: yes });
  });
});
