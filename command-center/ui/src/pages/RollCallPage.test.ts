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
const roll = {
  households: [home("h1", "unreached"), home("h2", "moved")],
  liftedAt: null,
  sirens: [],
  broadcast: null,
};
const scrolled = vi.fn();
const call = vi.spyOn(api, "call");

beforeEach(() => {
  session.value = signedIn("duty");
  scrolled.mockReset();
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled(this.getAttribute("data-household"));
  };
  call.mockReset().mockImplementation((_, path) => {
    const answer = path.endsWith("/roll-call") ? roll : path.endsWith("/w1") ? warningView({ state: "issued" }) : [];
    return Promise.resolve(answer as never);
  });
});

it("opens the household to which it is led, also where it stands already and was led there before", async () => {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/warnings/:id/roll-call", name: "rollCall", component: RollCallPage, props: true },
      { path: "/messages", name: "personLog", component: page },
      { path: "/warnings/:id", name: "warning", component: page },
      { path: "/replies", component: page },
    ],
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
