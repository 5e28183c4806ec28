import { flushPromises, mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { api } from "@/state/centre";
import WarningsPage from "./WarningsPage.vue";

const call = vi.spyOn(api, "call");

async function page() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/", component: WarningsPage }] });
  await router.push("/");
  return mount(WarningsPage, { global: { plugins: [router], stubs: { AlertInbox: true } } });
}

it("does not say that nothing waits before the answer came, nor when none came", async () => {
  call.mockImplementation(() => new Promise(() => undefined));
  const waiting = await page();
  expect(waiting.text()).toContain("读取中");
  expect(waiting.text()).not.toContain("没有待处置的预警");
  waiting.unmount();

  call.mockRejectedValue(new TypeError("Failed to fetch"));
  const failed = await page();
  await flushPromises();
  expect(failed.text()).not.toContain("没有待处置的预警");
  expect(failed.find("[role=alert]").text()).toContain("读取失败");
  call.mockResolvedValue([] as never);
  await failed.find("[role=alert] button").trigger("click");
  await flushPromises();
  expect(failed.text()).toContain("没有待处置的预警");
  failed.unmount();
});
