import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { ShadowComparison, ShadowSpell, ShadowTarget } from "@/api/types";
import { BEGINNING, after } from "@/fixtures/scenery";
import ShadowTable from "./ShadowTable.vue";

const spell = (id: string): ShadowSpell => ({ id, ruleId: "r", level: "yellow", from: after(0), to: null });
const pair = (leadSeconds: number | null) => ({ shadow: spell("s"), live: spell("l"), leadSeconds });

function target(changes: Partial<ShadowTarget> = {}): ShadowTarget {
  return {
    target: "crack1~crack",
    since: after(0),
    both: [],
    onlyShadow: [],
    onlyLive: [],
    shadowDaysAt: {},
    liveDaysAt: {},
    ...changes,
  };
}

function table(...targets: ShadowTarget[]) {
  const comparison: ShadowComparison = {
    ruleId: "try",
    ruleVersion: 2,
    against: ["crack"],
    from: after(-86_400),
    to: after(0),
    shadowSince: after(-3_600),
    left: 0,
    targets,
  };
  return mount(ShadowTable, { props: { comparison, deviceName: () => "裂缝计", now: BEGINNING } });
}

const cells = (shown: ReturnType<typeof table>) => shown.findAll("tbody td").map((cell) => cell.text());

describe("a shadow rule beside the one in force", () => {
  it("says how often both spoke, which alone, and on how many days", () => {
    const shown = table(
      target({
        both: [pair(600)],
        onlyShadow: [spell("a"), spell("b")],
        shadowDaysAt: { red: 1, yellow: 3 },
        liveDaysAt: { yellow: 2 },
      }),
    );
    expect(shown.text()).toContain("对照 crack");
    expect(cells(shown)).toEqual(["裂缝计 裂缝", "1", "早 10 分钟", "2", "0", "1 / 03 / 2"]);
  });

  it("takes the middle of the leads, and none where none can be said", () => {
    expect(cells(table(target({ both: [pair(-120), pair(null), pair(-7_200), pair(60)] })))[2]).toBe("晚 2 分钟");
    expect(cells(table(target({ both: [pair(null)] })))[2]).toBe("—");
    expect(cells(table(target({ both: [pair(0)] })))[2]).toBe("同时");
  });

  it("does not take silence for a comparison", () => {
    expect(table().text()).toContain("两者都没有报过");
  });
});
