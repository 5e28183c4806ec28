import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import ReasonPresets from "./ReasonPresets.vue";

async function picked(typed: string, which: number): Promise<string> {
  const shown = mount(ReasonPresets, { props: { purpose: "downgrade", modelValue: typed } });
  await shown.findAll("button")[which]!.trigger("click");
  return String(shown.emitted("update:modelValue")?.[0]?.[0] ?? typed);
}

describe("reasons that are often given", () => {
  it("takes the place of nothing and of another of them", async () => {
    const first = await picked("", 0);
    expect(first).not.toBe("");
    expect(await picked(first, 1)).toBe(await picked("", 1));
  });

  it("stands behind what was typed, once", async () => {
    const preset = await picked("", 0);
    const both = await picked("老李看过裂缝", 0);
    expect(both).toBe(`老李看过裂缝；${preset}`);
    expect(await picked(both, 0)).toBe(both);
  });
});
