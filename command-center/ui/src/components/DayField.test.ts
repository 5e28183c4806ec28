import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import DayField from "./DayField.vue";

describe("a day that is typed", () => {
  it("shows how to write it, and then which one is meant, year first", async () => {
    const shown = mount(DayField, { props: { modelValue: "" }, attrs: { name: "from", required: true } });
    expect(shown.text()).toBe("年-月-日，如 2026-07-21");
    const input = shown.get("input");
    expect(input.attributes()).toMatchObject({ type: "date", name: "from", required: "" });
    await input.setValue("2026-08-07");
    expect(shown.emitted("update:modelValue")).toEqual([["2026-08-07"]]);
    await shown.setProps({ modelValue: "2026-08-07" });
    expect(shown.text()).toBe("即 2026-08-07");
  });

  it("has the time of day where it is a moment", () => {
    const shown = mount(DayField, { props: { modelValue: "2026-08-07T08:30", time: true } });
    expect(shown.get("input").attributes("type")).toBe("datetime-local");
    expect(shown.text()).toBe("即 2026-08-07 08:30");
  });
});
