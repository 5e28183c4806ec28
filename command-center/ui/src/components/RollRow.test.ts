import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { RollHousehold, RollLine } from "@/api/rollcall";
import { BEGINNING, after, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import RollRow from "./RollRow.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: "/messages", name: "personLog", component: { template: "<i />" } }],
});
const line = (changes: Partial<RollLine> = {}): RollLine => ({
  name: "岳家",
  phone: "100****0011",
  channel: "sms",
  state: "simulated",
  reason: null,
  at: after(10),
  reply: null,
  repliedAt: null,
  wrong: false,
  ...changes,
});
const household = (changes: Partial<RollHousehold> = {}): RollHousehold => ({
  id: "h1",
  number: "12",
  name: "岳家",
  address: null,
  people: 4,
  state: "unreached",
  since: after(0),
  shelter: "村小学",
  runner: null,
  ladder: null,
  note: null,
  lines: [line()],
  ...changes,
});
const call = vi.spyOn(api, "call");
const row = (of: RollHousehold, isLifted = false) =>
  mount(RollRow, {
    props: { household: of, warningId: "w1", isLifted, now: BEGINNING + 60_000, open: true },
    global: { plugins: [router] },
  });

beforeEach(() => {
  call.mockReset().mockResolvedValue({} as never);
  session.value = signedIn("duty");
});

describe("a household of the roll call", () => {
  it("says on which lines it was tried and what came back, and how long the calling has", () => {
    const ladder = {
      rung: "voice",
      since: after(0),
      dueAt: after(90),
      deadline: after(960),
      next: "deputy",
      following: 2,
      ending: null,
    } as const;
    const shown = row(household({ lines: [line({ reply: "help" }), line({ wrong: true })], ladder }));
    expect(shown.text()).toContain("12 号 岳家");
    expect(shown.text()).toContain("求助");
    expect(shown.text()).toContain("号码有误");
    expect(shown.text()).toContain("下一步叫家里其他人 剩 0:30 · 其后还有 2 步");
  });

  it("says when all is tried, and until when an answer is waited for", () => {
    const ladder = {
      rung: "monitor",
      since: after(0),
      dueAt: after(960),
      deadline: after(960),
      next: null,
      following: 0,
    };
    expect(row(household({ ladder: { ...ladder, ending: null } })).text()).toContain("各步已试完，等回复 剩 15:00");
  });

  it("says when nobody was reached and nobody goes there, and nothing of a ladder that ended well", () => {
    const ended = (ending: "unreached" | "answered") => ({
      ladder: { rung: "monitor", since: after(0), dueAt: null, deadline: after(30), next: null, following: 0, ending },
    });
    expect(row(household(ended("unreached"))).text()).toContain("叫不到，无人上门");
    expect(row(household(ended("answered"))).text()).not.toContain("剩");
  });

  it("is marked by hand with a note, moved first", async () => {
    const shown = row(household());
    await shown.find("[name=note]").setValue("老宋看见已下山");
    await shown.find("[data-form=mark]").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1", {
      state: "moved",
      note: "老宋看见已下山",
    });
    expect(shown.emitted("changed")).toHaveLength(1);
  });

  it("gets a runner, of whom it is then noted that he accepted", async () => {
    const shown = row(household());
    await shown.find("[name=runner]").setValue("邻居老宋");
    await shown.find("[name=phone]").setValue("10030000199");
    await shown.find("[data-form=runner]").trigger("submit");
    await flushPromises();
    expect(call.mock.calls[0]).toEqual([
      "POST",
      "/api/v1/warnings/w1/roll-call/h1/runner",
      { name: "邻居老宋", phone: "10030000199" },
    ]);
    const asked = {
      name: "邻居老宋",
      phone: "100****0199",
      state: "asked",
      askedAt: after(20),
      answeredAt: null,
    } as const;
    const later = row(household({ runner: asked }));
    await later.find(".asked button").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenLastCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1/runner", { accepted: true });
  });

  it("needs no further runner once one is on the way", () => {
    const going = { name: "老宋", phone: null, state: "accepted", askedAt: after(5), answeredAt: after(9) } as const;
    expect(
      row(household({ runner: going }))
        .find("[data-form=runner]")
        .exists(),
    ).toBe(false);
  });

  it("is only looked at by whoever may not mark it", () => {
    session.value = signedIn("expert");
    expect(row(household()).find(".do button").exists()).toBe(false);
  });
});
