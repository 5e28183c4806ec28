import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { RollCall, RollHousehold, RollState } from "@/api/rollcall";
import { after } from "@/fixtures/scenery";
import { standingOf } from "@/lib/rollcall";
import RollBar from "./RollBar.vue";

const household = (id: string, state: RollState): RollHousehold => ({
  id,
  number: id,
  name: null,
  people: 4,
  state,
  since: after(0),
  shelter: null,
  address: null,
  runners: [],
  ladder: null,
  note: null,
  hand: null,
  lines: [],
});
const bar = (roll: Pick<RollCall, "households" | "liftedAt" | "movedWhenLifted">, grows = false) =>
  mount(RollBar, { props: { standing: standingOf({ ...roll, grows }) }, global: { stubs: ["RouterLink"] } });

describe("the headline of a roll call", () => {
  const households = [household("1", "unreached"), household("2", "moved"), household("3", "returned")];

  it("calls for whoever is not out while the warning holds", () => {
    const headline = bar({ households, liftedAt: null, movedWhenLifted: null }).find(".left");
    expect(headline.find("b").text()).toBe("4");
    expect(headline.text()).toContain("人未转移");
  });

  it("after the all-clear says who had left and who is home, and does not shout", () => {
    const moved = { households: 2, people: 8 };
    const headline = bar({ households, liftedAt: after(60), movedWhenLifted: moved }).find(".left");
    expect(headline.text()).toContain("解除时已转移 8 人 · 2 户");
    expect(headline.text()).toContain("在家平安 4 人 · 1 户");
    expect(headline.text()).toContain("未返回 4 人 · 1 户");
    expect(headline.text()).toContain("没有转移记录、也没报平安 4 人 · 1 户");
    expect(headline.text()).not.toContain("未转移");
    expect(headline.find("b").exists()).toBe(false);
  });

  it("does not rest on the all-clear once the slope has risen again", async () => {
    const moved = { households: 2, people: 8 };
    const shown = bar({ households, liftedAt: after(60), movedWhenLifted: moved });
    await shown.setProps({ reopened: "red" });
    const headline = shown.find(".left");
    expect(headline.find("b").text(), "all of them were told that they may go home").toBe("12");
    expect(headline.text()).toContain("人可能已返回：解除后又升为红色，尚未通知");
    expect(headline.text()).toContain("转移过、没报返回 4 人");
    expect(headline.text()).not.toContain("已解除　");
    expect(shown.classes()).not.toContain("over");
  });

  it("says how many were called to the end without an answer, though their telephones had the message", () => {
    const ended = { ladder: { ending: "unreached" } } as Partial<RollHousehold>;
    const silent = { ...household("4", "reached"), ...ended };
    const gone = { ...household("5", "moved"), ...ended };
    const headline = bar({ households: [silent, gone], liftedAt: null, movedWhenLifted: null }).find(".left");
    expect(headline.find("strong").text()).toContain("叫应到头无人应 1 户 4 人");
  });

  it("has its legend in the order of its parts", () => {
    const shown = bar({ households, liftedAt: null, movedWhenLifted: null });
    const parts = shown.findAll(".bar i").map((one) => one.attributes("data-roll"));
    expect(shown.findAll("dl div").map((one) => one.attributes("data-count"))).toEqual(parts);
  });

  it("says that it is not whole while the notice is being written", () => {
    const roll = { households, liftedAt: null, movedWhenLifted: null };
    expect(bar(roll, true).find("[role=status]").text()).toContain("名单还不全");
    expect(bar(roll).find("[role=status]").exists()).toBe(false);
  });

  it("still says that somebody needs help", () => {
    const headline = bar({
      households: [household("1", "help")],
      liftedAt: after(60),
      movedWhenLifted: { households: 0, people: 0 },
    }).find(".left");
    expect(headline.find("strong").text()).toContain("求助 1 户");
  });
});
