import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import type { CommandForm as Form, CommandView, DeviceRecord } from "@/api/types";
import { BEGINNING, after, point } from "@/fixtures/scenery";

vi.mock("@/state/centre", () => ({ session: ref({ role: "duty", username: "li" }) }));
const { default: CommandForm } = await import("./CommandForm.vue");

const siren: DeviceRecord = {
  id: "s1",
  version: 1,
  name: "村口警报器",
  model: "siren",
  pointId: "laolinggou",
  division: "220282",
  state: "service",
  until: null,
  realm: "exercise",
  gateway: null,
  interval: 10,
  channels: [],
};

const sounded: CommandView = {
  id: "c1",
  deviceId: "s1",
  do: "siren",
  args: { level: "red", order: "flow-order" },
  by: "job",
  realm: "exercise",
  sentAt: after(-600),
  expires: after(-540),
  state: "acknowledged",
  answeredAt: after(-599),
  detail: "sounding",
};
const commands = [sounded];

function form(give = vi.fn((_: Form) => Promise.resolve())) {
  const shown = mount(CommandForm, {
    props: { device: siren, point: point({ villages: ["老岭沟村"], level: "red" }), commands, now: BEGINNING, give },
  });
  return { shown, give };
}

describe("giving a command", () => {
  it("says what it will do and who hears it before it can be sent", async () => {
    const { shown, give } = form();
    expect(shown.find("form").exists()).toBe(false);
    await shown.find("[data-action=siren]").trigger("click");
    for (const said of ["立即以红色鸣响", "老岭沟村约 397 人听得到", "60 秒内有效", "演练设备"])
      expect(shown.text()).toContain(said);
    expect(give).not.toHaveBeenCalled();
    await shown.find("form").trigger("submit");
    expect(give).toHaveBeenCalledWith({ do: "siren", args: { level: "red" }, realm: "exercise", expiresIn: 60 });
  });

  it("says before a siren is silenced where it sounds, since when, who hears it and what follows", async () => {
    const { shown } = form();
    await shown.find("[data-action=stop]").trigger("click");
    const said = shown.find(".stop").text();
    for (const words of ["桦甸 老岭沟后山", "红色", "09:50 起", "常设指令", "老岭沟村", "397", "告警不解除"])
      expect(said).toContain(words);
    expect(said, "an id is nobody's word").not.toContain("flow-order");
  });

  it("is not sent without its words", async () => {
    const { shown, give } = form();
    await shown.find("[data-action=broadcast]").trigger("click");
    await shown.find("form").trigger("submit");
    expect(give).not.toHaveBeenCalled();
    await shown.find("textarea").setValue("请立即转移");
    await shown.find("form").trigger("submit");
    expect(give).toHaveBeenCalledOnce();
  });

  it("stays open, and says why, when it is refused", async () => {
    const { shown } = form(vi.fn(() => Promise.reject(new Error("too many wait"))));
    await shown.find("[data-action=stop]").trigger("click");
    await shown.find("form").trigger("submit");
    await vi.waitFor(() => expect(shown.text()).toContain("too many wait"));
    expect(shown.find("form").exists()).toBe(true);
  });

  it("offers a duty officer no reboot", () => {
    expect(form().shown.find("[data-action=reboot]").exists()).toBe(false);
  });
});
