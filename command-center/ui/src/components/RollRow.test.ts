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
  said: null,
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
  runners: [],
  ladder: null,
  note: null,
  hand: null,
  lines: [line()],
  ...changes,
});
const call = vi.spyOn(api, "call");
const row = (of: RollHousehold, isLifted = false, noticeAt?: string) =>
  mount(RollRow, {
    props: { household: of, warningId: "w1", isLifted, noticeAt, now: BEGINNING + 60_000, open: true },
    global: { plugins: [router] },
  });

beforeEach(() => {
  call.mockReset().mockResolvedValue([] as never);
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

  it("does not say of a call on which no key was pressed that it was delivered", () => {
    const called = (changes: Partial<RollLine>) =>
      row(household({ lines: [line({ channel: "voice", ...changes })] }))
        .find(".tried")
        .text();
    expect(called({})).toContain("语音 模拟已拨出，未按键");
    expect(called({ state: "delivered" })).toContain("语音 已拨出，未按键");
    expect(called({ state: "delivered" })).not.toContain("已送达");
    expect(called({ state: "failed" })).toContain("语音 发送失败");
    expect(called({ state: "delivered", reply: "moved", repliedAt: after(20) })).not.toContain("未按键");
    expect(called({ state: "delivered", reply: "moved", repliedAt: after(5) })).not.toContain("未按键");
  });

  it("marks an answer to a notice before the newest", () => {
    const lines = [line({ reply: "returned", repliedAt: after(20) })];
    expect(row(household({ lines }), false, after(30)).text()).toContain("对前一通知答：在家平安");
    expect(row(household({ lines }), false, after(10)).text()).not.toContain("对前一通知答");
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
    expect(row(household(ended("unreached"))).text()).toContain("叫应已结束，无人答应上门");
    expect(row(household(ended("answered"))).text()).not.toContain("剩");
  });

  it("is marked with what was chosen, which is said back in one sentence first", async () => {
    const shown = row(household());
    const mark = shown.find("[data-form=mark]");
    const go = mark.find("button");
    expect((mark.find("select").element as HTMLSelectElement).value).toBe("");
    expect(go.attributes("disabled")).toBeDefined();
    await mark.find("select").setValue("moved");
    expect(mark.find("[data-part=sentence]").text()).toContain("12 号 岳家（4 人）：未叫到 → 已转移；不再叫应");
    await shown.find("[name=note]").setValue("老宋看见已下山");
    await mark.trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1", {
      state: "moved",
      note: "老宋看见已下山",
      from: "unreached",
    });
    expect(shown.emitted("changed")).toHaveLength(1);
  });

  it("that called for help is out only with a word of who helped, and is never out of reach", async () => {
    const shown = row(household({ state: "help" }));
    const mark = shown.find("[data-form=mark]");
    expect(mark.findAll("option").map((one) => one.attributes("value"))).toEqual([
      "",
      "moved",
      "returned",
      "confirmed",
    ]);
    await mark.find("select").setValue("moved");
    expect(mark.find("[data-part=sentence]").text()).toContain("求助就此结束");
    expect(mark.find("button").attributes("disabled")).toBeDefined();
    await mark.find("[name=note]").setValue("老宋背下山");
    expect(mark.find("button").attributes("disabled")).toBeUndefined();
  });

  it("is put back to how it stood after a second press", async () => {
    const hand = { change: "41", before: "help", by: "duty", byName: "老李", at: after(50) } as const;
    const shown = row(household({ state: "moved", hand }));
    expect(shown.text()).toContain("老李");
    await shown.find("[data-do=undo]").trigger("click");
    expect(call.mock.calls.filter(([method]) => method === "POST")).toEqual([]);
    await shown.find("[data-do=undo-really]").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1/undo", { change: "41" });
  });

  it("shows word for word what a part of it said", () => {
    const shown = row(household({ lines: [line({ reply: "part", said: "我妈走了我还在" })] }));
    expect(shown.text()).toContain("部分转移 “我妈走了我还在”");
  });

  it("tells the numbers in full when somebody asks for them", async () => {
    call.mockImplementation((_, path) =>
      Promise.resolve((path.endsWith("/numbers") ? { lines: [{ name: "岳家", phone: "10000000011" }] } : []) as never),
    );
    const shown = row(household({ state: "help" }));
    expect(shown.text()).not.toContain("10000000011");
    await shown.find("[data-do=ring]").trigger("click");
    await flushPromises();
    expect(shown.find(".numbers a").attributes("href")).toBe("tel:10000000011");
  });

  it("gets a runner of those on record, or somebody else, of whom it is then noted that he accepted", async () => {
    const proposal = {
      id: "contact:m",
      kind: "contact",
      name: "李监测",
      phone: "100****0300",
      role: "monitor",
      state: null,
      metres: null,
      asked: null,
      words: "【山哨】红色预警，请上门通知1号岳家，尚未确认转移。接受回1，不能去回2。",
    };
    call.mockImplementation((_, path) => Promise.resolve((path.endsWith("/runners") ? [proposal] : {}) as never));
    const shown = row(household());
    await flushPromises();
    const form = shown.find("[data-form=runner]");
    expect(form.find("[name=runner]").exists()).toBe(false);
    expect(form.findAll("option")[1]!.text()).toContain("李监测");
    expect(form.find("blockquote").exists()).toBe(false);
    await form.find("select").setValue("contact:m");
    expect(form.find("blockquote").text(), "what goes is read before it goes").toBe(proposal.words);
    expect(form.html().indexOf("<blockquote")).toBeLessThan(form.html().indexOf('type="submit"'));
    await form.trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1/runner", { proposal: "contact:m" });

    const second = row(household());
    await flushPromises();
    await second.find("[name=proposal]").setValue("other");
    await second.find("[name=runner]").setValue("邻居老宋");
    await second.find("[name=phone]").setValue("10030000199");
    await second.find("[data-form=runner]").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1/runner", {
      name: "邻居老宋",
      phone: "10030000199",
    });
    const asked = {
      id: "7",
      name: "邻居老宋",
      phone: "100****0199",
      state: "asked",
      askedAt: after(20),
      answeredAt: null,
    } as const;
    const later = row(household({ runners: [asked] }));
    await later.find(".asked button").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenLastCalledWith("POST", "/api/v1/warnings/w1/roll-call/h1/runner", { accepted: asked.id });
  });

  it("needs no further runner once one is on the way", () => {
    const going = {
      id: "7",
      name: "老宋",
      phone: null,
      state: "accepted",
      askedAt: after(5),
      answeredAt: after(9),
    } as const;
    const mayAsk = (state: "unreached" | "refused") =>
      row(household({ state, runners: [going] }))
        .find("[data-form=runner]")
        .exists();
    expect(mayAsk("unreached")).toBe(false);
    expect(mayAsk("refused"), "they would not leave with him").toBe(true);
  });

  it("is only looked at by whoever may not mark it", () => {
    session.value = signedIn("expert");
    expect(row(household()).find(".do button").exists()).toBe(false);
  });
});
