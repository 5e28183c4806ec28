import { flushPromises, shallowMount } from "@vue/test-utils";
import { beforeEach, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import NoticeForm from "@/components/NoticeForm.vue";
import SentBackNote from "@/components/SentBackNote.vue";
import { after, signedIn } from "@/fixtures/scenery";
import { notice, warningView } from "@/fixtures/warnings";
import { api, session } from "@/state/centre";
import WarningPage from "./WarningPage.vue";

vi.mock("@/state/point", async () => {
  const { ref } = await import("vue");
  return { usePoint: () => ({ point: ref(null), devices: ref([]), alerts: ref([]), messages: ref([]) }) };
});
const call = vi.spyOn(api, "call");

beforeEach(() => {
  session.value = signedIn("duty");
});

it("leads with what the signer sent back, and opens the form with it", async () => {
  const back = notice({ state: "sent-back" });
  const detail = { notice: 1, comment: "写明集合点" };
  const log = [{ at: after(9), by: "chief", byName: "韩永福", act: "send-back", detail }];
  const found = warningView({ state: "verified", notices: [back], log });
  call.mockImplementation((_, path) => Promise.resolve((path.endsWith("/warnings/w1") ? found : []) as never));
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:rest(.*)*", name: "warning", component: { template: "<i />" } }],
  });
  const shown = shallowMount(WarningPage, {
    props: { id: "w1" },
    global: { plugins: [router], stubs: { SentBackNote: false } },
  });
  await flushPromises();
  const note = shown.findComponent(SentBackNote);
  expect(note.text()).toContain("写明集合点");
  expect(shown.findAll(".act .go"), "it is the one dark button").toHaveLength(0);
  await note.find("[data-do=mend]").trigger("click");
  expect(shown.findComponent(NoticeForm).props()).toMatchObject({ purpose: "issue", mends: { notice: back } });
  shown.unmount();
});
