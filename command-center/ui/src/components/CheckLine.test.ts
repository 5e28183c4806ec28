import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import CheckLine from "./CheckLine.vue";
import { after, alert, message } from "@/fixtures/scenery";

const lineOf = (...messages: ReturnType<typeof message>[]): string =>
  mount(CheckLine, { props: { alert: alert(), peers: [], messages, now: Date.parse(after(60)) } }).text();

describe("the line of the check", () => {
  it("says why nobody could be asked", () => {
    const nobody = { name: "—", role: "monitor", phone: "" };
    expect(lineOf(message({ to: nobody, state: "failed", reason: "该点未登记监测员" }))).toBe(
      "核查未发出 该点未登记监测员",
    );
  });

  it("shows what was understood first, and a later text beside it", () => {
    const replies = [
      { text: "1", meaning: "real", at: after(30) },
      { text: "你们是谁", meaning: "text", at: after(40) },
    ] as const;
    expect(lineOf(message({ replies }))).toMatch(/属实.*“你们是谁”/s);
  });

  it("tells a wall that somebody answered, and not who nor what", () => {
    const replies = [{ text: null, meaning: "text", at: after(30) }] as const;
    const line = lineOf(message({ to: { name: null, role: "monitor", phone: "" }, replies }));
    expect(line).toMatch(/^监测员 · .*文字/s);
    expect(line).not.toMatch(/null|“/);
  });

  it("names who was asked", () => {
    expect(lineOf(message())).toContain("李春生");
  });
});
