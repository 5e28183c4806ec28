import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { BEGINNING, after } from "@/fixtures/scenery";
import { warning } from "@/fixtures/warnings";
import WarningDesk from "./WarningDesk.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: "/warnings", component: { template: "<i />" } },
    { path: "/warnings/:id", name: "warning", component: { template: "<i />" } },
  ],
});
const four = [1, 2, 3, 4].map((i) => warning({ id: `w${i}`, clock: { dueAt: after(60 * i), stage: 0, nobody: 0 } }));
const desk = (waiting = four, dark = true, running = 0) =>
  mount(WarningDesk, {
    props: { waiting, known: true, failure: null, running, now: BEGINNING, dark },
    global: { plugins: [router] },
  });

describe("what waits on the console", () => {
  it("shows the first three with their clocks, and how many there are", () => {
    const shown = desk();
    expect(shown.findAll("li").map((row) => row.attributes("data-warning"))).toEqual(["w1", "w2", "w3"]);
    expect(shown.find("h3").text()).toContain("待处置 4");
    expect(shown.find("li").text()).toContain("剩 1:00");
  });

  it("leaves the room to large alerts when there are several", async () => {
    const shown = desk();
    await shown.setProps({ crowded: true });
    expect(shown.findAll("li").map((row) => row.attributes("data-warning"))).toEqual(["w1"]);
    expect(shown.find("h3").text()).toContain("待处置 4");
  });

  it("has one dark button, and none while something else is likelier to be done", () => {
    expect(desk().findAll(".go")).toHaveLength(1);
    expect(desk().find("li .go").attributes("href")).toBe("/warnings/w1");
    expect(desk(four, false).findAll(".go")).toHaveLength(0);
  });

  it("says that it is being read, and why it cannot be, before it says that nothing waits", async () => {
    const shown = desk([]);
    await shown.setProps({ known: false });
    expect(shown.find("[role=status]").text()).toContain("正在读取预警");
    await shown.setProps({ failure: "指挥中心没有回应" });
    expect(shown.find("[role=alert]").text()).toContain("指挥中心没有回应");
    await shown.find("button").trigger("click");
    expect(shown.emitted("again")).toHaveLength(1);
  });

  it("takes no room while nothing is open, and stays while something is under way", () => {
    expect(desk([]).find("section").exists()).toBe(false);
    expect(desk([], true, 2).text()).toContain("在办 2");
  });
});
