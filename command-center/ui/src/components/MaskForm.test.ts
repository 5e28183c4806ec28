import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import type { KnownMask, MaskEffect } from "@/api/masks";
import type { DeviceRecord } from "@/api/types";
import { BEGINNING, after } from "@/fixtures/scenery";

const session = ref({ role: "expert", username: "li" });
const api = {
  previewMask: vi.fn(),
  addMask: vi.fn(() => Promise.resolve()),
  confirmMask: vi.fn(() => Promise.resolve()),
  dropMask: vi.fn(() => Promise.resolve()),
  changeMask: vi.fn(() => Promise.resolve()),
  takeBackMask: vi.fn(() => Promise.resolve()),
};
vi.mock("@/state/centre", () => ({ api, session }));
const { default: MaskForm } = await import("./MaskForm.vue");
const { default: MaskList } = await import("./MaskList.vue");

const device: DeviceRecord = {
  id: "g1",
  version: 1,
  name: "裂缝计",
  model: "crack",
  pointId: "laolinggou",
  division: "220282",
  state: "service",
  until: null,
  realm: "exercise",
  gateway: null,
  interval: 60,
  channels: [{ quantity: "crack", unit: "mm" }],
};
const effect: MaskEffect = {
  needsSecond: true,
  pointId: "laolinggou",
  pointName: "老岭沟",
  people: 397,
  from: "red",
  to: "orange",
  minutesPerLevel: 30,
  falls: [{ alertId: "a1", ruleId: "r1", deviceId: "g1", quantity: "crack", from: "red", to: null }],
  sirens: [{ id: "s1", name: "村口警报器" }],
};
const mask = (changes: Partial<KnownMask> = {}): KnownMask => ({
  state: "proposed",
  deviceId: "g1",
  deviceName: "裂缝计",
  quantity: "crack",
  from: after(-600),
  to: after(86_400),
  reason: "拉线断裂",
  by: "wang",
  confirmedBy: null,
  at: after(-60),
  ...changes,
});
const list = (one: KnownMask) => mount(MaskList, { props: { masks: [one], now: BEGINNING } });

beforeEach(() => {
  vi.clearAllMocks();
  session.value = { role: "expert", username: "li" };
});

describe("masking readings", () => {
  it("shows what would fall before anything can be declared", async () => {
    api.previewMask.mockResolvedValue(effect);
    const shown = mount(MaskForm, { props: { device } });
    expect(shown.find("[data-act=declare]").exists()).toBe(false);
    await shown.findAll("input")[2]?.setValue("拉线断裂");
    await shown.find("form").trigger("submit");
    await flushPromises();
    for (const said of ["老岭沟", "30 分钟", "397 人", "村口警报器", "第二人"]) expect(shown.text()).toContain(said);
    expect(api.addMask).not.toHaveBeenCalled();
    await shown.find("[data-act=declare]").trigger("click");
    expect(api.addMask).toHaveBeenCalledWith("g1", expect.objectContaining({ quantity: "crack", reason: "拉线断裂" }));
  });

  it("is looked at again when a field has changed", async () => {
    api.previewMask.mockResolvedValue(effect);
    const shown = mount(MaskForm, { props: { device } });
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(shown.find("[data-act=declare]").exists()).toBe(true);
    await shown.findAll("input")[2]?.setValue("别的");
    expect(shown.find("[data-act=declare]").exists()).toBe(false);
  });
});

describe("the list of masks", () => {
  it("lets a second person confirm, and never the first", async () => {
    const other = list(mask());
    expect(other.text()).toContain("尚未生效");
    await other.find("[data-act=confirm]").trigger("click");
    expect(api.confirmMask).toHaveBeenCalledOnce();
    expect(
      list(mask({ by: "li" }))
        .find("[data-act=confirm]")
        .exists(),
    ).toBe(false);
    session.value = { role: "signer", username: "zhao" };
    expect(list(mask()).find("[data-act=confirm]").exists()).toBe(false);
    session.value = { role: "duty", username: "sun" };
    expect(list(mask()).find("button").exists()).toBe(false);
  });

  it("names who declared it and who agreed, and ends it now", async () => {
    const shown = list(mask({ state: "standing", confirmedBy: "zhou" }));
    for (const said of ["拉线断裂", "wang", "zhou", "生效中"]) expect(shown.text()).toContain(said);
    await shown.find("[data-act=end]").trigger("click");
    expect(api.changeMask).toHaveBeenCalledWith("g1", {
      quantity: "crack",
      from: after(-600),
      to: new Date(BEGINNING).toISOString(),
      reason: "拉线断裂",
    });
  });

  it("shows times that no calendar holds as they are", () => {
    const shown = list(mask({ state: "absurd", from: "-1000000000-01-01T00:00:00Z", to: null }));
    expect(shown.text()).toContain("-1000000000-01-01T00:00:00Z");
  });
});
