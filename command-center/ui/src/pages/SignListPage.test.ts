import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { after, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import SignListPage from "./SignListPage.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: ["sign", "delegations"].map((name) => ({ path: `/${name}/:id?`, name, component: { template: "<i />" } })),
});
const paper = (i: number) => ({
  id: `a${i}`,
  title: `红色转移通知 ${i}`,
  realm: "exercise",
  level: "red",
  state: "signing",
  by: "wang",
  submittedAt: after(0),
  dueAt: null,
  stage: 0,
  seats: [{ role: null, division: null, usernames: ["me"] }],
  cosigners: [],
});
const call = vi.spyOn(api, "call");
const limits: number[] = [];
/** So many wait. */
let waiting = 230;
/** What is under way. */
let open: object[] = [];

beforeEach(() => {
  session.value = signedIn("signer");
  limits.length = 0;
  waiting = 230;
  open = [];
  call.mockReset().mockImplementation((_, path) => {
    if (!path.includes("mine=true")) return Promise.resolve(open as never);
    const limit = Number(/limit=(\d+)/.exec(path)?.[1]);
    limits.push(limit);
    return Promise.resolve(Array.from({ length: Math.min(limit, waiting) }, (_, i) => paper(i)) as never);
  });
});

describe("the list of what waits for a signature", () => {
  it("shows more of them at once", async () => {
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    expect(shown.findAll("[data-paper]")).toHaveLength(20);
    await shown.find(".more button").trigger("click");
    expect(shown.findAll("[data-paper]")).toHaveLength(40);
    shown.unmount();
  });

  it("shows among those of others none of the signer's own, shown yet or not", async () => {
    waiting = 30;
    open = [paper(29), { ...paper(99), seats: [] }];
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    const others = shown.findAll("[data-group=others] [data-paper]").map((one) => one.attributes("data-paper"));
    expect(others).toEqual(["a99"]);
    shown.unmount();
  });

  it("shows nobody else's where own ones may be left out", async () => {
    open = [paper(229)];
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    expect(shown.find("[data-group=others]").exists()).toBe(false);
    shown.unmount();
  });

  it("never asks for more than the centre tells at once, and says that there are more", async () => {
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    for (let i = 0; shown.find(".more button").exists() && i < 20; i++) {
      await shown.find(".more button").trigger("click");
      await flushPromises();
    }
    expect(Math.max(...limits)).toBe(200);
    expect(shown.findAll("[data-paper]")).toHaveLength(200);
    expect(shown.text()).toContain("只列前 200 份");
    shown.unmount();
  });
});
