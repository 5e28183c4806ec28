import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import DeviceStateForm from "./DeviceStateForm.vue";
import { ApiError } from "@/api/client";
import type { MaskEffect } from "@/api/masks";
import type { DeviceRecord } from "@/api/types";
import { api } from "@/state/centre";

const save = vi.spyOn(api, "saveDevice");
const device = { id: "gnss1", version: 3, name: "GNSS-1", model: "gnss", pointId: "p", state: "service", until: null, realm: "live", channels: [] } as unknown as DeviceRecord; // prettier-ignore
const effect: MaskEffect = {
  needsSecond: true,
  pointId: "p",
  pointName: "北坡",
  people: 83,
  from: "red",
  to: "orange",
  minutesPerLevel: 30,
  falls: [{ alertId: "e1", ruleId: "r", deviceId: "gnss1", quantity: "displacement", from: "red", to: null }],
  sirens: [{ id: "horn", name: "村口警报器" }],
};

afterEach(() => save.mockReset());

describe("taking a device out of service", () => {
  it("shows first what falls with it, and does it once that was seen", async () => {
    save.mockRejectedValueOnce(new ApiError(409, { detail: "look", effects: [effect] })).mockResolvedValueOnce(device);
    const shown = mount(DeviceStateForm, { props: { device } });
    await shown.get("select").setValue("retired");
    await shown.get("form").trigger("submit");
    await flushPromises();
    for (const words of ["该设备承载红色告警或常设指令", "北坡", "村口警报器"]) expect(shown.text()).toContain(words);
    expect(shown.emitted("saved")).toBeUndefined();
    await shown.get("[data-act=silence]").trigger("click");
    await flushPromises();
    expect(save.mock.calls.map(([, confirm]) => confirm)).toEqual([false, true]);
    expect(shown.emitted("saved")).toHaveLength(1);
    expect(shown.text()).not.toContain("村口警报器");
  });

  it("tells another refusal as what it is", async () => {
    save.mockRejectedValue(new ApiError(409, { detail: "version 4 by now" }));
    const shown = mount(DeviceStateForm, { props: { device } });
    await shown.get("select").setValue("retired");
    await shown.get("form").trigger("submit");
    await flushPromises();
    expect(shown.find("[data-act=silence]").exists()).toBe(false);
    expect(shown.get("[role=alert]").text()).not.toBe("");
  });
});
