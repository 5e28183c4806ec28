import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { AlertView } from "@/api/types";
import { after, alert } from "@/fixtures/scenery";
import { lang } from "@/i18n";
import AlertWhy from "./AlertWhy.vue";
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
    expect(text).toContain("10:00 起证据低于红色，现证据为橙色");
    expect(text).toContain("最早 10:30 降一级");
    expect(text).toContain("连续 30 分钟低于现级才降");
    lang.value = "en";
    expect(line(fused({ hold: { ...hold, evidence: null } }))).toContain("below Red since 10:00; it now says Normal");
  });

  it("tells what the level stood on apart from what the evidence is now", () => {
    const step = (seq: number, devices: number, corroborated: boolean) =>
      ({
        seq,
        state: "raised",
        level: "red",
        at: after(seq),
        detectedAt: after(60 * seq),
        value: null,
        devices,
        corroborated,
      }) as const;
    const history = [step(1, 1, false), step(2, 2, true), step(3, 0, false)];
    const text = line(fused({ hold: { ...hold, evidence: null }, evidence: [], history }));
    expect(text).toContain("红色成立时 2 台仪器、已印证（10:02）");
    expect(text).toContain("10:00 起证据低于红色，现证据为正常（0 台仪器）");
    const held = fused({ hold, evidence: [], history, confidence: 0.57 });
    const why = mount(AlertWhy, { props: { alert: held, peers: [], devices: [], now: 0 } }).text();
    expect(why).toContain("57%");
    for (const words of ["0 台仪器", "单点未印证"]) expect(why).not.toContain(words);
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
