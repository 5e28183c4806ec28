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

  it("names who was asked", () => {
    expect(lineOf(message())).toContain("李春生");
  });
});
