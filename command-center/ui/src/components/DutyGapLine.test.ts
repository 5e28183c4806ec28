import { RouterLinkStub, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { BEGINNING, after } from "@/fixtures/scenery";
import { lang } from "@/i18n";
import DutyGapLine from "./DutyGapLine.vue";

const alarm = (division: string) => ({ id: division, division, begins: after(0), ends: after(12 * 3_600) });
const line = (...codes: string[]) =>
  mount(DutyGapLine, {
    global: { stubs: { RouterLink: RouterLinkStub } },
    props: {
      alarms: codes.map(alarm),
      divisions: [{ code: "220282", name: "桦甸市", parent: "2202" }],
      now: BEGINNING,
    },
  });

afterEach(() => (lang.value = "zh"));

describe("the line of vacant duties", () => {
  it("names county and slot, and leads to the roster", () => {
    expect(line("220282").text()).toMatch(/值班空缺.*桦甸市 7\/21 10:00 至 7\/21 22:00/);
    lang.value = "en";
    expect(line("220282").text()).toContain("Nobody on duty");
  });

  it("tells how many more there are, and nothing where all is filled", () => {
    expect(line("220282", "a", "b", "c", "d").text()).toContain("另 2 处");
    expect(line().text()).toBe("");
  });
});
