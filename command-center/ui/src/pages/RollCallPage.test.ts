import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { after, signedIn } from "@/fixtures/scenery";
import { warningView } from "@/fixtures/warnings";
import { api, session } from "@/state/centre";
import RollCallPage from "./RollCallPage.vue";

const page = { template: "<i />" };
const home = (id: string, state: string) => ({
  id,
  number: id,
  name: null,
  address: null,
  people: 3,
  state,
  since: after(0),
  shelter: null,
  runners: [],
  ladder: null,
  note: null,
  hand: null,
  lines: [],
});
const CALLED = {
  households: [home("h1", "unreached"), home("h2", "moved")],
  liftedAt: null,
  sirens: [],
  broadcast: null,
};
let roll: Record<string, unknown> = CALLED;
let warning = warningView();
const scrolled = vi.fn();
const call = vi.spyOn(api, "call");

beforeEach(() => {
  roll = CALLED;
  warning = warningView({ state: "issued" });
  session.value = signedIn("duty");
  scrolled.mockReset();
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled(this.getAttribute("data-household"));
  };
  call.mockReset().mockImplementation((_, path) => {
    const answer = path.endsWith("/roll-call") ? roll : path.endsWith("/w1") ? warning : [];
    return Promise.resolve(answer as never);
  });
});

const routes = [
  { path: "/warnings/:id/roll-call", name: "rollCall", component: RollCallPage, props: true },
  { path: "/messages", name: "personLog", component: page },
  { path: "/warnings/:id", name: "warning", component: page },
  { path: "/replies", component: page },
];

it("lists whoever may be home again once it has risen since the all-clear, those who had left last", async () => {
  roll = {
    ...CALLED,
    households: [home("h1", "moved"), home("h2", "returned"), home("h3", "reached")],
    liftedAt: after(60),
    movedWhenLifted: { households: 2, people: 6 },
  };
  warning = warningView({ state: "detected", level: "red" });
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/warnings/w1/roll-call");
  const shown = mount({ template: "<RouterView />" }, { global: { plugins: [router], stubs: { WarningInbox: true } } });
  await flushPromises();
  expect(shown.find("[data-part=reopened]").text()).toContain("人可能已返回");
  const ids = shown.findAll("[data-household]").map((row) => row.attributes("data-household"));
  expect(ids).toHaveLength(3);
  expect(ids.at(-1)).toBe("h1");
  shown.unmount();
});

it("opens the household to which it is led, also where it stands already and was led there before", async () => {
  const router = createRouter({
    history: createMemoryHistory(),
    routes,
  });
  const to = (household: string) => router.push({ name: "rollCall", params: { id: "w1" }, query: { household } });
  await to("h1");
  const shown = mount({ template: "<RouterView />" }, { global: { plugins: [router], stubs: { WarningInbox: true } } });
  await flushPromises();
  const open = () => shown.findAll("[data-household]").filter((row) => row.find(".hand").exists());
  expect(open().map((row) => row.attributes("data-household"))).toEqual(["h1"]);
  expect(scrolled).toHaveBeenLastCalledWith("h1");

  await to("h2");
  await flushPromises();
  expect(open().map((row) => row.attributes("data-household"))).toEqual(["h2"]);
  expect(scrolled).toHaveBeenLastCalledWith("h2");

  await open()[0]!.find("[aria-expanded]").trigger("click");
  expect(open()).toHaveLength(0);
  await to("h2");
  await flushPromises();
  expect(open().map((row) => row.attributes("data-household"))).toEqual(["h2"]);
  shown.unmount();
});
