import { RouterLinkStub, mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { BEGINNING, after, device } from "@/fixtures/scenery";
import DeviceTable from "./DeviceTable.vue";

const crack = (at: string) => ({ quantity: "crack", unit: "mm", value: 12.4, at, flag: 1, limits: [] });

const table = (...devices: ReturnType<typeof device>[]) =>
  mount(DeviceTable, {
    global: { stubs: { RouterLink: RouterLinkStub } },
    props: { devices, now: BEGINNING + 60_000 },
  });

describe("the device panel", () => {
  it("takes the ink from a value that is older than two intervals, and shows its age", () => {
    const shown = table(device({ channels: [crack(after(0))] }));
    expect(shown.find(".values .stale").text()).toContain("60 秒前");
  });

  it("leaves a fresh value its ink", () => {
    const shown = table(device({ channels: [crack(after(50))], lastSeen: after(50) }));
    expect(shown.find(".stale").exists()).toBe(false);
  });

  it("counts what was rejected and shows it when asked", async () => {
    const last = [
      { t: after(1), topic: "t", reason: "malformed", detail: "end of input", index: null, payload: '{"x":' },
    ];
    const shown = table(device({ rejected: { count: 17, last } }));
    expect(shown.text()).not.toContain('{"x":');
    await shown.find("button").trigger("click");
    expect(shown.find("code").text()).toBe('{"x":');
    expect(shown.text()).toContain("17");
  });

  it("says in words that a value was not checked", () => {
    const shown = table(device({ channels: [{ ...crack(after(50)), flag: 2 }] }));
    expect(shown.find(".flag").text()).toBe("未检验");
  });

  it("does not guess whether a device that was never heard is there", () => {
    expect(table(device({ online: null, lastSeen: null })).text()).toContain("未知");
  });
});
