import { RouterLinkStub, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { BEGINNING } from "@/fixtures/scenery";
import { notice, warningView } from "@/fixtures/warnings";
import type { Notice } from "@/api/warnings";
import WarningDesk from "./WarningDesk.vue";
import WarningRow from "./WarningRow.vue";

const global = { stubs: { RouterLink: RouterLinkStub } };

it("marks what a signer has sent back, in the list and on the desk", () => {
  const of = (state: Notice["state"]) => warningView({ state: "verified", notices: [notice({ state })] });
  const row = (state: Notice["state"]) =>
    mount(WarningRow, { props: { warning: of(state), alerts: [], messages: [], now: BEGINNING }, global }).text();
  const desk = (state: Notice["state"]) =>
    mount(WarningDesk, {
      props: { waiting: [of(state)], known: true, failure: null, running: 0, now: BEGINNING, dark: true },
      global,
    }).text();
  expect(row("sent-back")).toContain("被退回");
  expect(desk("sent-back")).toContain("被退回");
  expect(row("withdrawn")).not.toContain("被退回");
  expect(desk("withdrawn")).not.toContain("被退回");
});
