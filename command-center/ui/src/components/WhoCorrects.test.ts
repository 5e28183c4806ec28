import { flushPromises, mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import type { NoticeAct } from "@/api/warnings";
import { after } from "@/fixtures/scenery";
import { notice, warningView } from "@/fixtures/warnings";
import { api } from "@/state/centre";
import WhoCorrects from "./WhoCorrects.vue";

vi.spyOn(api, "divisions").mockResolvedValue([{ code: "220282", name: "桦甸市", parent: "2202" }]);
const duty = vi.spyOn(api, "dutyNow");
const told = notice({
  state: "issued",
  issuedAt: after(1),
  signatures: [
    {
      username: "li",
      displayName: "李书记",
      role: null,
      division: "220282",
      at: after(1),
      method: "password",
    } as never,
  ],
});
const who = (mayCorrect: readonly NoticeAct[]) =>
  mount(WhoCorrects, {
    props: { warning: warningView({ state: "issued", issued: "red", notices: [told], mayCorrect }) },
  });

it("names role and division, who signed, and who is on duty there", async () => {
  duty.mockResolvedValue({
    division: "220282",
    at: after(0),
    gaps: [],
    on: [{ username: "sun", displayName: "孙守夜", phone: "13900000001", until: after(900), deputy: false } as never],
  });
  const shown = who([]);
  await flushPromises();
  await flushPromises();
  for (const words of ["桦甸", "签发人", "李书记", "孙守夜 13900000001"]) expect(shown.text()).toContain(words);
  shown.unmount();
});

it("names the seat alone where the roster is not told, and nothing to those who may set it right", async () => {
  duty.mockRejectedValue(new Error("forbidden"));
  const shown = who([]);
  await flushPromises();
  expect(shown.text()).toContain("签发人");
  expect(shown.text()).not.toContain("值班");
  shown.unmount();
  expect(who(["evacuation"]).find("[data-who-corrects]").exists()).toBe(false);
});
