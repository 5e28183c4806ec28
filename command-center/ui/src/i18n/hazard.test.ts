import { afterEach, describe, expect, it } from "vitest";
import { alert } from "@/fixtures/scenery";
import { learnKinds } from "@/state/kinds";
import { eventAt, eventText, modelText } from "./hazard";
import { lang } from "./index";
import { ruleOf, ruleText } from "./rulename";
import { forecastText } from "./wording";

afterEach(() => {
  learnKinds([]);
  lang.value = "zh";
});

describe("the words for a hazard", () => {
  it("say what happens by its kind, and failure where the kind is not known", () => {
    learnKinds([
      { id: "gully", kind: "debris-flow" },
      { id: "mine", kind: "subsidence" },
      { id: "cliff", kind: "collapse" },
    ]);
    expect(["gully", "mine", "cliff", "nowhere", null].map(eventAt)).toEqual([
      "泥石流暴发",
      "塌陷",
      "崩塌",
      "失稳",
      "失稳",
    ]);
    expect(eventText("landslide")).toBe("失稳");
  });

  it("stand in a forecast of that point", () => {
    learnKinds([{ id: "cliff", kind: "collapse" }]);
    const due = alert({ kind: "trend", unit: "d", value: 1.5, limit: 2, pointId: "cliff" });
    expect(forecastText(due, Date.parse(due.at))).toBe("预计最早 1.5 天后可能崩塌");
    lang.value = "en";
    expect(forecastText(due, Date.parse(due.at))).toContain("Earliest possible rockfall in 1.5");
  });

  it("name an instrument by what it is, and leave a maker's model as it is", () => {
    expect([modelText("crack"), modelText("XJ-200")]).toEqual(["裂缝计", "XJ-200"]);
  });
});

describe("the name of a rule", () => {
  it("says what it looks at and how, not its key", () => {
    const applies = { quantity: "crack", pointId: null, deviceId: null, kinds: ["landslide"] };
    expect(ruleText({ method: "velocity", appliesTo: applies } as never)).toBe("滑坡 裂缝 位移速率法");
    expect(ruleOf(alert({ ruleId: "demo-crack", kind: "threshold", quantity: "crack", unit: "mm" }))).toBe("裂缝");
    expect(ruleOf(alert({ ruleId: "fused", kind: "fused", quantity: null }))).toBe("综合研判");
  });
});
