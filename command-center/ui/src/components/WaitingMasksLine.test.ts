import { RouterLinkStub, flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { WaitingMask } from "@/api/masks";
import WaitingMasksLine from "./WaitingMasksLine.vue";
import { after, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";

const asked = vi.spyOn(api, "waitingMasks");
const by = (who: string): WaitingMask => ({
  mask: {
    state: "proposed",
    deviceId: "gnss1",
    deviceName: "GNSS-1",
    quantity: "displacement",
    from: after(0),
    to: after(3_600),
    reason: "拉线断裂",
    by: who,
    confirmedBy: null,
    at: after(0),
  },
  pointId: "p",
  pointName: "北坡",
  division: "220282",
});

async function shownTo(role: Parameters<typeof signedIn>[0]) {
  session.value = signedIn(role);
  const shown = mount(WaitingMasksLine, { global: { stubs: { RouterLink: RouterLinkStub } } });
  await flushPromises();
  return shown;
}

afterEach(() => {
  session.value = null;
  asked.mockReset();
});

describe("masks that wait for a second person", () => {
  it("are counted for who may confirm them, their own left out, and led to", async () => {
    asked.mockResolvedValue([by("zhaoyun"), by("me"), by("machao")]);
    const shown = await shownTo("expert");
    expect(shown.text()).toContain("2 段数据屏蔽待第二人确认");
    expect(shown.getComponent(RouterLinkStub).props("to")).toBe("/masks");
    shown.unmount();
  });

  it("are not asked for by who may not", async () => {
    const shown = await shownTo("duty");
    expect(asked).not.toHaveBeenCalled();
    expect(shown.text()).toBe("");
    shown.unmount();
  });
});
