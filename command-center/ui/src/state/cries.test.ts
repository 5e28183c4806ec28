import { type VueWrapper, flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EffectScope, effectScope, nextTick } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { ApiError } from "@/api/client";
import CryList from "@/components/CryList.vue";
import { cry } from "@/fixtures/cries";
import { signedIn } from "@/fixtures/scenery";
import { api, session } from "./centre";
import { cries, criesFailure, isHelpWanted, readCries, useCries } from "./cries";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: "/replies", name: "replies", component: { template: "<i />" } }],
});
const call = vi.spyOn(api, "call");
const away = () => call.mockRejectedValue(new ApiError(503, {}));
let scope: EffectScope;
let shown: VueWrapper | undefined;

function poll(): void {
  scope = effectScope();
  scope.run(useCries);
}
const list = (): VueWrapper => (shown = mount(CryList, { global: { plugins: [router] } }));

beforeEach(() => {
  call
    .mockReset()
    .mockImplementation((_, path) => Promise.resolve((path.includes("open=false") ? [] : [cry()]) as never));
  session.value = signedIn("duty");
  cries.value = null;
  criesFailure.value = null;
});
afterEach(() => {
  shown?.unmount();
  shown = undefined;
  scope.stop();
});

describe("the calls for help", () => {
  it("stay, and sound, while another poll begins and while the centre does not answer", async () => {
    poll();
    await flushPromises();
    expect(isHelpWanted.value).toBe(true);
    const first = scope;
    call.mockReturnValue(new Promise(() => undefined));
    poll();
    await flushPromises();
    expect(isHelpWanted.value).toBe(true);
    away();
    await readCries();
    await nextTick();
    expect(criesFailure.value).not.toBeNull();
    expect(isHelpWanted.value).toBe(true);
    first.stop();
  });

  it("are those of one user", async () => {
    poll();
    await flushPromises();
    call.mockReturnValue(new Promise(() => undefined));
    session.value = { ...signedIn("duty"), username: "another" };
    await flushPromises();
    expect(cries.value).toBeNull();
  });

  it("end when the centre says that they are settled", async () => {
    poll();
    await flushPromises();
    call.mockResolvedValue([] as never);
    await readCries();
    await nextTick();
    expect(cries.value).toEqual([]);
    expect(isHelpWanted.value).toBe(false);
  });
});

describe("their list", () => {
  const NONE = "没有未办结的求助";

  it("says that nobody calls only where the centre has said so", async () => {
    call.mockReturnValue(new Promise(() => undefined));
    poll();
    const page = list();
    await flushPromises();
    expect(page.text()).not.toContain(NONE);
    expect(page.find("[role=status]").exists()).toBe(true);
    call.mockResolvedValue([] as never);
    await readCries();
    await flushPromises();
    expect(page.text()).toContain(NONE);
    away();
    await readCries();
    await flushPromises();
    expect(page.text()).not.toContain(NONE);
    expect(page.find("[role=alert]").text()).toContain("读取失败");
  });
});
