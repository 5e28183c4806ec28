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
/** What is under way for others. */
let others: object[] = [];
let moreOthers = 0;

beforeEach(() => {
  session.value = signedIn("signer");
  limits.length = 0;
  waiting = 230;
  others = [];
  moreOthers = 0;
  call.mockReset().mockImplementation((_, path) => {
    const limit = Number(/limit=(\d+)/.exec(path)?.[1]);
    limits.push(limit);
    const mine = Array.from({ length: Math.min(limit, waiting) }, (_, i) => paper(i));
    return Promise.resolve({ mine, moreMine: waiting - mine.length, others, moreOthers } as never);
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

  it("shows those of others beneath, however many of the signer's own there are, and how many are left out", async () => {
    others = [{ ...paper(999), seats: [] }];
    moreOthers = 12;
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    const listed = shown.findAll("[data-group=others] [data-paper]").map((one) => one.attributes("data-paper"));
    expect(listed).toEqual(["a999"]);
    expect(shown.find("[data-more=others]").text()).toContain("12 份");
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
    expect(shown.text()).toContain("只列前 200 份，另有 30 份");
    shown.unmount();
  });
});
