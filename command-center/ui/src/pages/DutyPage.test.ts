import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Session } from "@/api/types";
import { api, session } from "@/state/centre";
import DutyPage from "./DutyPage.vue";

const call = vi.spyOn(api, "call");
const answers = {
  "/duty/now": { division: "220282", on: [], gaps: [] },
  "/duty/order": [],
  "/divisions": [],
  "/duty/open": [],
};
/** Lists but for those named. */
const answer = (path: string): unknown =>
  Object.entries(answers).find(([part]) => path.includes(part))?.[1] ?? ([] as unknown);

async function page() {
  session.value = {
    username: "sun",
    displayName: "孙",
    role: "duty",
    division: { code: "220282", name: "桦甸市" },
  } as unknown as Session;
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/", component: DutyPage }] });
  await router.push("/");
  return mount(DutyPage, { global: { plugins: [router], stubs: { AlertInbox: true, DivisionPicker: true } } });
}

beforeEach(() => void call.mockReset().mockImplementation((_, path) => Promise.resolve(answer(path) as never)));

it("says of no day that nobody serves before the roster was read", async () => {
  call.mockImplementation(() => new Promise(() => undefined));
  const shown = await page();
  expect(shown.find("[role=status]").text()).toContain("正在读取值班表");
  expect(shown.find("table").exists()).toBe(false);
});

it("says why the roster could not be read, and reads it when asked again", async () => {
  call.mockRejectedValue(new TypeError("Failed to fetch"));
  const shown = await page();
  await flushPromises();
  expect(shown.find(".failure[role=alert]").text()).toContain("读取失败");
  expect(shown.find("table").exists()).toBe(false);
  call.mockImplementation((_, path) => Promise.resolve(answer(path) as never));
  await shown.find(".failure button").trigger("click");
  await flushPromises();
  expect(shown.find(".failure").exists()).toBe(false);
  expect(shown.findAll("table").length).toBe(1);
});

it("hands over once, however often the button is pressed, and says that it is at it", async () => {
  const shown = await page();
  await flushPromises();
  let taken = (): void => undefined;
  let counted = (): void => undefined;
  call.mockImplementation((verb, path) => {
    if (verb === "POST") return new Promise((resolve) => (taken = () => resolve({} as never)));
    if (path.includes("/duty/open")) return new Promise((resolve) => (counted = () => resolve([] as never)));
    return Promise.resolve(answer(path) as never);
  });
  await shown.find("header .go").trigger("click");
  expect(shown.find("form").text(), "what is open is being counted").toContain("正在清点");
  counted();
  await flushPromises();
  expect(shown.find("form").text()).toContain("没有未结事项");
  await shown.find("form input").setValue("wang");
  await shown.find("form textarea").setValue("无事");
  await shown.find("form").trigger("submit");
  await shown.find("form").trigger("submit");
  expect(call.mock.calls.filter(([verb]) => verb === "POST")).toHaveLength(1);
  const button = shown.find("form .go");
  expect(button.text()).toBe("正在交班…");
  expect(button.attributes("disabled")).toBeDefined();
  taken();
  await flushPromises();
  expect(shown.find("form").exists()).toBe(false);
});
