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
let isSlow = false;
/** So many wait. */
const waiting = 230;

beforeEach(() => {
  session.value = signedIn("signer");
  limits.length = 0;
  isSlow = false;
  call.mockReset().mockImplementation((_, path) => {
    if (!path.includes("mine=true")) return Promise.resolve([] as never);
    const limit = Number(/limit=(\d+)/.exec(path)?.[1]);
    limits.push(limit);
    if (isSlow) return new Promise(() => undefined);
    return Promise.resolve(Array.from({ length: Math.min(limit, waiting) }, (_, i) => paper(i)) as never);
  });
});

describe("the list of what waits for a signature", () => {
  it("keeps what it shows while more is read", async () => {
    const shown = mount(SignListPage, { global: { plugins: [router] } });
    await flushPromises();
    expect(shown.findAll("[data-paper]")).toHaveLength(20);
    isSlow = true;
    await shown.find(".more button").trigger("click");
    await flushPromises();
    expect(limits.at(-1)).toBe(41);
    expect(shown.findAll("[data-paper]").length).toBeGreaterThanOrEqual(20);
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
