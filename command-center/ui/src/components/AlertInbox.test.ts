import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { after, alert } from "@/fixtures/scenery";
import { EMPTY } from "@/lib/reduce";
import { calls, picture } from "@/state/centre";
import AlertInbox from "./AlertInbox.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: "/points/:id", name: "point", component: { template: "<i />" } },
    { path: "/alerts/:id/why", name: "why", component: { template: "<i />" } },
    { path: "/:rest(.*)*", component: { template: "<i />" } },
  ],
});

const inboxOf = (...alerts: ReturnType<typeof alert>[]) => {
  picture.value = { ...EMPTY, alerts: new Map(alerts.map((one) => [one.id, one])) };
  return mount(AlertInbox, {
    props: { alerts: calls.value, selected: "", now: Date.parse(after(60)) },
    global: { plugins: [router] },
  });
};

afterEach(() => (picture.value = EMPTY));

describe("the inbox", () => {
  const over = alert({ id: "over", pointId: "b", pointName: "北沟", open: false, level: null, highest: "yellow" });

  it("keeps an alert that returned to normal before anybody acknowledged it, and leads to its record", () => {
    const shown = inboxOf(alert(), over);
    expect(shown.findAll("h3").map((title) => title.text())).toEqual(["待确认1", "已解除，未确认1"]);
    const row = shown.find("a[href='/alerts/over/why']");
    expect(row.text()).toContain("北沟");
    expect(row.attributes("data-level")).toBe("yellow");
  });

  it("lets go of it once it is acknowledged", () => {
    const shown = inboxOf({ ...over, acknowledgedAt: after(30), acknowledgedBy: "sun" });
    expect(shown.text()).not.toContain("北沟");
  });
});
