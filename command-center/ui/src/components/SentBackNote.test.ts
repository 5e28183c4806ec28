import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { BEGINNING, after, signedIn } from "@/fixtures/scenery";
import { notice } from "@/fixtures/warnings";
import { session } from "@/state/centre";
import SentBackNote from "./SentBackNote.vue";

it("says who sent it back and why, and leads whoever proposes to mend it", async () => {
  session.value = signedIn("duty");
  const returned = {
    notice: notice({ state: "sent-back" }),
    comment: "写明集合点",
    by: "chief",
    byName: "韩永福",
    at: after(1),
  };
  const shown = mount(SentBackNote, { props: { returned, now: BEGINNING, open: false } });
  expect(shown.text()).toContain("签发人 韩永福 退回：写明集合点");
  expect(shown.text()).toContain("没有发出");
  await shown.find("[data-do=mend]").trigger("click");
  expect(shown.emitted("mend")).toHaveLength(1);
  await shown.setProps({ open: true });
  expect(shown.find("[data-do=mend]").exists()).toBe(false);
});
