import { afterEach, describe, expect, it } from "vitest";
import type { CommandView } from "@/api/types";
import { after } from "@/fixtures/scenery";
import { lang } from "@/i18n";
import { answerText } from "@/i18n/commands";
import { silencedOf, soundingOf } from "./siren";

const told = (action: string, seconds: number, changes: Partial<CommandView> = {}): CommandView => ({
  id: `c${seconds}`,
  deviceId: "s1",
  do: action,
  args: { level: "red" },
  by: "li",
  realm: "exercise",
  sentAt: after(seconds),
  expires: after(seconds + 60),
  state: "acknowledged",
  answeredAt: after(seconds + 1),
  detail: null,
  ...changes,
});

afterEach(() => (lang.value = "zh"));

describe("a siren", () => {
  it("sounds from when it was told until it is told to be silent", () => {
    expect(soundingOf([told("siren", 0)])).toMatchObject({ since: after(0), level: "red", by: "li", answered: true });
    expect(soundingOf([told("siren", 0), told("stop", 60)])).toBeNull();
    expect(soundingOf([told("stop", 60), told("siren", 120), told("siren", 0)])?.since).toBe(after(120));
    expect(soundingOf([told("status", 60)])).toBeNull();
  });

  it("goes on where a command to be silent was refused or never came", () => {
    const state = ["refused", "unsent", "expired"] as const;
    for (const one of state) expect(soundingOf([told("siren", 0), told("stop", 60, { state: one })])).not.toBeNull();
    for (const one of ["sent", "expired"] as const)
      expect(soundingOf([told("siren", 0, { state: one })])?.answered).toBe(false);
  });

  it("was silenced by who stopped it first, after it had sounded", () => {
    const stopped = [told("siren", 0), told("siren", 30), told("stop", 60, { by: "zhao" }), told("stop", 90)];
    expect(silencedOf(stopped)).toEqual({ since: after(0), until: after(60), by: "zhao", answered: true });
    expect(silencedOf([told("siren", 0)])).toBeNull();
    expect(silencedOf([told("siren", 0), told("stop", 60), told("siren", 120)])).toBeNull();
    expect(silencedOf([told("stop", 60)])).toBeNull();
    expect(silencedOf([told("siren", 0), told("stop", 60, { state: "sent" })])?.answered).toBe(false);
  });

  it("answers in the language of the page", () => {
    const said = ["sounding", "silent", "spoken: 请转移", "expired at 2026-07-21T02:00:00Z", "a siren cannot sample"];
    expect(said.map(answerText)).toEqual(["在响", "已停", "已播：请转移", "命令到时已过期", "警报器做不到：立即采样"]);
    lang.value = "en";
    expect(answerText("sounding")).toBe("sounding");
    expect(answerText("firmware 2.1")).toBe("firmware 2.1");
  });
});
