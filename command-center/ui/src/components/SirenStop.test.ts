import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import SirenStop from "./SirenStop.vue";
import { after, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";

const command = vi.spyOn(api, "command");
const sounding = { since: after(60), level: "red", by: "job", order: "o1", answered: true } as const;
const sirens = [
  { id: "horn", name: "村口警报器", sounding, silenced: null },
  { id: "mute", name: "校门警报器", sounding: null, silenced: null },
];

function shownTo(role: Parameters<typeof signedIn>[0]) {
  session.value = signedIn(role);
  return mount(SirenStop, { props: { sirens, realm: "live" } });
}

afterEach(() => {
  session.value = null;
  command.mockReset();
});

describe("silencing the sirens of a point", () => {
  it("says first what it means, and silences only those that sound", async () => {
    command.mockResolvedValue({} as never);
    const shown = shownTo("duty");
    await shown.get("button").trigger("click");
    expect(shown.text()).toContain("停响：村口警报器。");
    expect(shown.text()).toContain("告警不解除");
    expect(command).not.toHaveBeenCalled();
    await shown.get("button.go").trigger("click");
    await flushPromises();
    expect(command.mock.calls).toEqual([["horn", { do: "stop", args: {}, realm: "live", expiresIn: 60 }]]);
  });

  it("says so when the centre refuses, and stays", async () => {
    command.mockRejectedValue(new Error("broker away"));
    const shown = shownTo("signer");
    await shown.get("button").trigger("click");
    await shown.get("button.go").trigger("click");
    await flushPromises();
    expect(shown.get("[role=alert]").text()).toContain("broker away");
  });

  it("is not offered to who may not, nor where nothing sounds", async () => {
    expect(shownTo("expert").find("button").exists()).toBe(false);
    const quiet = shownTo("duty");
    await quiet.setProps({ sirens: [sirens[1]!] });
    expect(quiet.find("button").exists()).toBe(false);
  });
});
