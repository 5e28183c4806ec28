import { flushPromises, shallowMount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import App from "./App.vue";
import { cry } from "@/fixtures/cries";
import { alert, point, signedIn } from "@/fixtures/scenery";
import { api, picture, session } from "@/state/centre";
import { isHelpWanted } from "@/state/cries";

const page = { template: "<i />" };
const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: "/", name: "console", component: page },
    { path: "/login", name: "login", component: page, meta: { open: true } },
    { path: "/m/sign/:id", name: "sign", component: page, meta: { bare: true } },
  ],
});
const call = vi.spyOn(api, "call");
async function app(path: string) {
  await router.push(path);
  const shown = shallowMount(App, { global: { plugins: [router] } });
  await flushPromises();
  return shown;
}
type Shown = Awaited<ReturnType<typeof app>>;
const has = (shown: Shown, name: string): boolean => shown.findComponent({ name }).exists();

beforeEach(() => {
  call.mockReset().mockImplementation((_, path) => Promise.resolve((path === "/api/v1/cries" ? [cry()] : []) as never));
  session.value = signedIn("duty");
});
afterEach(() => void (session.value = null));

describe("the frame of all pages", () => {
  it("hears and shows calls for help on a page of a phone too, where nothing else of it stands", async () => {
    const shown = await app("/m/sign/a1");
    expect(isHelpWanted.value).toBe(true);
    expect([has(shown, "CryStrip"), has(shown, "AppHeader"), has(shown, "HealthLine")]).toEqual([true, false, false]);
    shown.unmount();
  });

  it("has them under the head of the other pages", async () => {
    const shown = await app("/");
    const order = shown.html();
    expect(has(shown, "HealthLine")).toBe(true);
    expect(order.indexOf("app-header")).toBeGreaterThan(-1);
    expect(order.indexOf("app-header")).toBeLessThan(order.indexOf("cry-strip"));
    shown.unmount();
  });

  it("shows none to whoever is not signed in", async () => {
    session.value = null;
    const shown = await app("/login");
    expect(has(shown, "CryStrip")).toBe(false);
    expect(call.mock.calls.filter(([, path]) => path === "/api/v1/cries")).toEqual([]);
    shown.unmount();
  });

  it("says that all is simulated only where all is: never beside a real red", async () => {
    const points = new Map((["live", "exercise"] as const).map((realm) => [realm, point({ id: realm, realm })]));
    const red = alert({ realm: "live", pointId: "live", level: "red" });
    const before = picture.value;
    picture.value = { ...before, points, alerts: new Map([[red.id, red]]) };
    const mixed = await app("/");
    expect(has(mixed, "ExerciseRibbon")).toBe(false);
    mixed.unmount();
    session.value = { ...signedIn("duty"), demo: true };
    const demo = await app("/");
    expect(has(demo, "ExerciseRibbon")).toBe(true);
    demo.unmount();
    picture.value = before;
  });
});
