import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { AlertView } from "@/api/types";
import { after, alert } from "@/fixtures/scenery";
import { lang } from "@/i18n";
import HoldLine from "./HoldLine.vue";

const fused = (changes: Partial<AlertView> = {}) =>
  alert({ kind: "fused", level: "red", deviceId: null, quantity: null, value: null, limit: null, ...changes });
const hold = { since: after(0), until: after(1800), evidence: "orange" } as const;
const line = (one: AlertView, seconds = 60) =>
  mount(HoldLine, { props: { alert: one, now: Date.parse(after(seconds)) } }).text();

afterEach(() => (lang.value = "zh"));

describe("a level that is held", () => {
  it("says since when, until when at the earliest, what the evidence says now, and why", () => {
    const text = line(fused({ hold }));
    expect(text).toContain("保持中");
    expect(text).toContain("10:00 起证据为橙色，低于红色");
    expect(text).toContain("最早 10:30 降一级");
    expect(text).toContain("连续 30 分低于现级才降");
    lang.value = "en";
    expect(line(fused({ hold: { ...hold, evidence: null } }))).toContain("since 10:00 the evidence says Normal");
  });

  it("says when its time has come but nobody has looked again", () => {
    expect(line(fused({ hold }), 1900)).toContain("10:30 已到");
  });

  it("says of one channel that the value is back and the rule keeps the level", () => {
    const evidence = [{ deviceId: "gnss1", quantity: "crack", value: 9, at: after(0), why: "9 < 10 mm" }];
    expect(line(alert({ value: 9, evidence }))).toContain("测值已回到黄线以下");
  });

  it("is silent while the evidence stands at the level, and when it is over", () => {
    expect(line(alert())).toBe("");
    expect(line(fused())).toBe("");
    expect(line(fused({ hold, open: false, level: null }))).toBe("");
  });
});
