import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { BEGINNING, after } from "@/fixtures/scenery";
import { warning } from "@/fixtures/warnings";
import WarningClock from "./WarningClock.vue";

const text = (stage: number, nobody: number): string =>
  mount(WarningClock, { props: { warning: warning({ clock: { dueAt: after(60), stage, nobody } }), now: BEGINNING } })
    .find("small")
    .text();

describe("the clock of a warning", () => {
  it("counts who was rung apart from the times when there was nobody to ring", () => {
    expect(text(0, 0)).toBe("逾时叫下一人");
    expect(text(2, 0)).toBe("已叫 2 次");
    expect(text(0, 3)).toBe("3 次无人可叫");
    expect(text(1, 1)).toBe("已叫 1 次 · 1 次无人可叫");
  });
});
