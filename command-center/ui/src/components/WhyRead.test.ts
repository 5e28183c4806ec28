import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { WhyRead as Read } from "@/api/types";
import { BEGINNING, after } from "@/fixtures/scenery";
import WhyRead from "./WhyRead.vue";

const older = { zh: "规则回看400天，此处只读了7/1以后的测值", en: "the rule looks back 400 days" };

function shown(changes: Partial<Read> = {}) {
  const read: Read = {
    from: after(-86_400),
    to: after(0),
    readings: 4_812,
    masks: [],
    parts: [{ of: "series", partial: false, reason: null }],
    ...changes,
  };
  return mount(WhyRead, { props: { read, now: BEGINNING } });
}

describe("what a why stands on", () => {
  it("is told with its span and its readings, quietly where nothing lacks", () => {
    const said = shown();
    expect(said.text()).toContain("读了 7/20 10:00 至 7/21 10:00 的 4\u2009812 个读数");
    expect(said.find(".partial").exists()).toBe(false);
  });

  it("says once why several parts stand on less than the rule knew", () => {
    const parts = ["judged", "forecasts"].map((of) => ({ of, partial: true, reason: older }));
    const said = shown({ parts });
    expect(said.find(".partial").text()).toContain("所示少于规则所知（判定值、预报）");
    expect(said.findAll("b")).toHaveLength(1);
    expect(said.text()).toContain("规则回看400天");
  });

  it("names what somebody masked", () => {
    const said = shown({
      masks: [{ from: after(-600), to: null, reason: "检修", by: "zhou", confirmedBy: null, at: null }],
    });
    expect(said.text()).toContain("屏蔽 7/21 09:50 – 至今：检修（zhou）");
  });
});
