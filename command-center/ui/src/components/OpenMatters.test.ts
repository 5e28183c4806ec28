import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { OpenMatter } from "@/api/people";
import { BEGINNING, after } from "@/fixtures/scenery";
import OpenMatters from "./OpenMatters.vue";

const page = { template: "<i />" };
const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: "/warnings/:id", name: "warning", component: page },
    { path: "/replies", component: page },
    { path: "/warnings/:id/roll-call", name: "rollCall", component: page },
  ],
});
const warning: OpenMatter = {
  kind: "warning",
  id: "w1",
  title: "老岭沟",
  level: "red",
  state: "issued",
  dueAt: null,
  detail: { taken: true, waiting: [2] },
};
const rollCall: OpenMatter = {
  kind: "roll-call",
  id: "w1",
  title: "老岭沟",
  level: "red",
  state: "help",
  dueAt: after(300),
  detail: {
    realm: "live",
    people: 9,
    households: 3,
    help: 1,
    unreached: 2,
    reached: 0,
    confirmed: 0,
    waiting: [
      { number: "4", state: "help", people: 3, since: after(10) },
      { number: "", state: "unreached", people: 3, since: after(0) },
    ],
  },
};
const shown = (matters: readonly OpenMatter[], now: number | null = BEGINNING) =>
  mount(OpenMatters, { props: { matters, now }, global: { plugins: [router] } });

describe("what goes over to the next shift", () => {
  it("puts who calls for help before everything, also where its warning is closed", () => {
    const cry: OpenMatter = {
      kind: "cry",
      id: "7",
      title: "老岭沟",
      level: null,
      state: "untaken",
      dueAt: after(60),
      detail: { number: "12", realm: "live", times: 1 },
    };
    const first = shown([warning, rollCall, cry]).find("li");
    expect(first.attributes("data-kind")).toBe("cry");
    expect(first.text()).toContain("求助未办结 老岭沟");
    expect(first.text()).toContain("12 号");
    expect(first.text()).toContain("无人接手");
  });

  it("names who is not out yet before the warnings, by the number of the card, and leads to the roll call", () => {
    const rows = shown([warning, rollCall]).findAll("li");
    expect(rows.map((row) => row.attributes("data-kind"))).toEqual(["roll-call", "warning"]);
    const text = rows[0]!.text();
    expect(text).toContain("9 人 · 3 户未转移");
    expect(text).toContain("4 号 求助");
    expect(text).toContain("未编户 未叫到");
    expect(text).toContain("等 3 户");
    expect(text).toContain("叫应剩 5:00");
    expect(text).not.toContain("已确认");
    expect(rows[0]!.find("a").attributes("href")).toBe("/warnings/w1/roll-call");
    expect(rows[1]!.text()).toContain("已发布 · 已接手 · 第 2 号待签");
  });

  it("has no clock of a handover that is over, and says where nothing is open", () => {
    expect(shown([rollCall], null).text()).not.toContain("叫应");
    expect(shown([]).text()).toBe("没有未结事项");
  });

  it("parts the mark of an exercise from the place and from the people", () => {
    const drill = { ...rollCall, detail: { ...rollCall.detail, realm: "exercise" } };
    expect(shown([drill]).find("p").text()).toMatch(/老岭沟 +演练 +9 人/);
  });

  it("shows what these pages do not know as it is written", () => {
    const other = { ...warning, kind: "device", id: "d1", title: "雨量计", level: null, state: "silent" };
    const row = shown([other]).find("li");
    expect(row.text()).toContain("雨量计 · silent");
    expect(row.find("a").exists()).toBe(false);
  });

  it("keeps a cry for help that is not settled though all is clear, and replies that nobody has settled", () => {
    const helping = { ...rollCall, dueAt: null, detail: { ...rollCall.detail, over: true, people: 3, households: 1 } };
    const replies: OpenMatter = {
      ...warning,
      kind: "replies",
      id: "replies",
      title: "",
      level: null,
      detail: { replies: 4, help: 1 },
    };
    const text = shown([helping, replies]).text();
    expect(text).toContain("3 人 · 1 户求助未了 · 已解除，求助未了");
    expect(text).toContain("来信待理 4 件 · 其中求助 1 件");
  });
});
