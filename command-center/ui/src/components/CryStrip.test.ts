import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { cry } from "@/fixtures/cries";
import { signedIn } from "@/fixtures/scenery";
import { session } from "@/state/centre";
import { cries } from "@/state/cries";
import CryStrip from "./CryStrip.vue";

afterEach(() => void (cries.value = null));

it("has one line with the count, which a narrow page shows instead of them until it is opened", async () => {
  session.value = signedIn("duty");
  const page = { template: "<i />" };
  const routes = [
    { path: "/", component: page },
    { path: "/replies", name: "replies", component: page },
  ];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push("/");
  cries.value = ["1", "2", "3", "4"].map((id) => cry({ id, isWaiting: id !== "4" }));
  const shown = mount(CryStrip, { global: { plugins: [router] } });
  await flushPromises();
  const count = shown.find("button.count");
  expect(count.text()).toContain("求助 4 起");
  expect(count.text()).toContain("无人接手 3 起");
  expect(count.attributes("aria-expanded")).toBe("false");
  expect(shown.find("section").classes()).not.toContain("open");
  await count.trigger("click");
  expect(shown.find("section").classes()).toContain("open");
  expect(shown.findAll("[data-cry]")).toHaveLength(3);
});
