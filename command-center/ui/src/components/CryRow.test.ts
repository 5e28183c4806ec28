import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Cry } from "@/api/cries";
import { cry } from "@/fixtures/cries";
import { BEGINNING, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import { cries, isHelpWanted } from "@/state/cries";
import CryRow from "./CryRow.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: "/warnings/:id/roll-call", name: "rollCall", component: { template: "<i />" } },
    { path: "/replies", name: "replies", component: { template: "<i />" } },
  ],
});
const call = vi.spyOn(api, "call");
const row = (of: Cry) => mount(CryRow, { props: { cry: of, now: BEGINNING + 60_000 }, global: { plugins: [router] } });

beforeEach(() => {
  call.mockReset().mockResolvedValue({} as never);
  session.value = signedIn("duty");
  cries.value = [];
});

describe("a call for help", () => {
  it("says who calls, in which words, that nobody has it, and takes one press to be taken on", async () => {
    const shown = row(cry());
    expect(shown.text()).toContain("老岭沟 12 号 岳家");
    expect(shown.text()).toContain("“救命”");
    expect(shown.text()).toContain("无人接手");
    await shown.find("[data-do=take]").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/cries/7/take");
    expect(shown.emitted("changed")).toHaveLength(1);
  });

  it("is settled only with a word of who did what", async () => {
    const shown = row(cry({ isWaiting: false, takenBy: "duty", takenByName: "老李", dueAt: null }));
    expect(shown.find("[data-do=take]").exists()).toBe(false);
    expect(shown.text()).toContain("老李 在办");
    await shown.find("[data-do=settle]").trigger("click");
    expect(shown.find("[data-form=settle-cry] button").attributes("disabled")).toBeDefined();
    await shown.find("[name=note]").setValue("老宋背到小学");
    await shown.find("[data-form=settle-cry]").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/cries/7/settle", { note: "老宋背到小学" });
  });

  it("leads to the roll call while the household stands there as in need", () => {
    const shown = row(cry({ rollCall: "w1" }));
    expect(shown.find("[data-do=settle]").exists()).toBe(false);
    expect(shown.find("[data-do=roll]").attributes("href")).toBe("/warnings/w1/roll-call?household=h1");
  });

  it("sounds for whoever may take it, until somebody has", () => {
    cries.value = [cry()];
    expect(isHelpWanted.value).toBe(true);
    session.value = signedIn("expert");
    expect(isHelpWanted.value).toBe(false);
    session.value = signedIn("duty");
    cries.value = [cry({ isWaiting: false })];
    expect(isHelpWanted.value).toBe(false);
  });

  it("is shown to a wall without a hand on it", () => {
    session.value = signedIn("wall");
    const shown = row(cry({ name: null, phone: null, text: null }));
    expect(shown.findAll("button")).toHaveLength(0);
    expect(shown.text()).toContain("12 号");
  });
});
