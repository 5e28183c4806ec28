import { RouterLinkStub, flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { after, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import HandoverNotice from "./HandoverNotice.vue";

const handover = (giver: string, taker: string) => ({
  id: "h1",
  division: "220282",
  at: after(0),
  giver,
  taker,
  notes: "3 号点盯住",
  open: [],
  acceptedAt: null,
  withdrawnAt: null,
});
const call = vi.spyOn(api, "call");
async function shown(one: ReturnType<typeof handover>) {
  call.mockReset().mockResolvedValue([one] as never);
  const notice = mount(HandoverNotice, { global: { stubs: { RouterLink: RouterLinkStub } } });
  await flushPromises();
  return notice;
}

beforeEach(() => {
  session.value = signedIn("duty");
});

describe("a hand-over that nobody has taken", () => {
  it("asks its taker to take it, with one button", async () => {
    const notice = await shown(handover("li", session.value!.username));
    expect(notice.text()).toContain("li向您交班：3 号点盯住");
    expect(notice.findAll("button").map((button) => button.text())).toEqual(["接班"]);
    await notice.find("[data-do=take]").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/duty/handovers/h1/accept", {});
    notice.unmount();
  });

  it("tells its giver that it is still the giver's", async () => {
    const notice = await shown(handover(session.value!.username, "li"));
    expect(notice.text()).toContain("在此之前仍由您负责");
    await notice.find("[data-do=keep]").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("DELETE", "/api/v1/duty/handovers/h1");
    notice.unmount();
  });
});
