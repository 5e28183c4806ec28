import { afterEach, describe, expect, it } from "vitest";
import { BEGINNING, after, alert } from "@/fixtures/scenery";
import { forecastText, judgedText, reasonText, rowText, subjectText, trustText } from "./wording";
import { gateText, lang } from "./index";

afterEach(() => void (lang.value = "zh"));

const DAY = 86_400;
const plain = (text: string | null) => text?.replace(/[\u00a0\u2009]/g, " ");
const trend = { kind: "trend", quantity: "displacement", evidence: [] } as const;
const forecast = {
  failureAt: after(2 * DAY),
  earliest: after(1.5 * DAY),
  latest: after(3 * DAY),
  method: "inverse-velocity",
  r2: 0.97,
  refusedBy: null,
};

describe("an alert", () => {
  it("of a rate says the rate and its limit", () => {
    const rate = alert({ ...trend, unit: "mm/d", value: 62, limit: 50 });
    expect(plain(judgedText(rate, BEGINNING))).toBe("位移速率 62 mm/日 ≥ 50 mm/日");
    lang.value = "en";
    expect(plain(judgedText(rate, BEGINNING))).toBe("Displacement rate 62 mm/d ≥ 50 mm/d");
  });

  it("of an angle says the angle", () => {
    const angle = alert({ ...trend, unit: "deg", value: 84, limit: 80 });
    expect(judgedText(angle, BEGINNING)).toBe("切线角 84° ≥ 80°");
  });

  it("of a forecast says when failure is possible, and the window", () => {
    const days = alert({ ...trend, unit: "d", value: 1.5, limit: 2, forecast });
    expect(judgedText(days, BEGINNING)).toBe("预计最早 1.5 天后可能失稳（95 % 区间 7/22 22:00 – 7/24 10:00）");
    expect(judgedText(days, BEGINNING + 1000 * DAY)).toContain("预计最早 12 小时后");
    expect(judgedText(days, BEGINNING + 2000 * DAY)).toContain("预计失稳时段已到");
    expect(judgedText(days, BEGINNING + 4000 * DAY)).toContain("预计失稳时段已过");
  });

  it("of a forecast that was replayed counts from its own time", () => {
    const days = alert({ ...trend, unit: "d", value: 1.5, limit: 2, forecast, detectedAt: after(90 * DAY) });
    expect(judgedText(days, BEGINNING + 90_000 * DAY)).toContain("预计最早 1.5 天后");
  });

  it("of a forecast without a window still says the days, and without any nothing", () => {
    expect(forecastText(alert({ ...trend, unit: "d", value: 1.5 }), BEGINNING)).toBe("预计最早 1.5 天后可能失稳");
    expect(forecastText(alert(), BEGINNING)).toBeNull();
    const refused = { ...forecast, earliest: null, latest: null, failureAt: null, refusedBy: "fit" };
    expect(forecastText(alert({ forecast: refused }), BEGINNING)).toBe("不作预报：拟合不佳");
  });

  it("of a crack, a tilt, rain and thaw speaks their words", () => {
    expect(subjectText(alert({ kind: "trend", quantity: "crack", unit: "mm/d" }))).toBe("裂缝张开速率");
    expect(subjectText(alert({ kind: "tilt", quantity: "tilt.x", unit: "deg" }))).toBe("倾角 X");
    expect(subjectText(alert({ kind: "tilt", quantity: "tilt.x", unit: "deg/d" }))).toBe("倾角 X 变化速率");
    expect(subjectText(alert({ quantity: "temperature", unit: "Cel.h" }))).toBe("融冻度时");
    const rain = [{ deviceId: "g", quantity: "rain", value: 76, at: after(0), why: "76 ≥ 75 mm · 3 h" }];
    const wet = alert({ kind: "rainfall", quantity: "rain", unit: "mm", value: 76, limit: 75, evidence: rain });
    expect(plain(judgedText(wet, BEGINNING))).toBe("3小时雨量 76 mm ≥ 75 mm");
  });

  it("of the whole point says how many instruments, and of a debris flow when it is at the village", () => {
    const whole = { quantity: null, value: null, unit: null, limit: null, deviceId: null } as const;
    expect(judgedText(alert({ ...whole, kind: "fused" }), BEGINNING)).toBe("综合研判　1 台仪器");
    const flow = alert({ ...whole, kind: "debris-flow", forecast: { ...forecast, method: "debris-flow" } });
    expect(subjectText(flow)).toBe("泥石流");
    expect(forecastText(flow, BEGINNING)).toBe("预计到村 7/22 22:00–7/24 10:00");
  });

  it("without a value is told by its subject", () => {
    expect(judgedText(alert({ value: null, limit: null }), BEGINNING)).toBe("裂缝");
  });
});

describe("trust", () => {
  it("says who bears it out, and how sure it is", () => {
    expect(trustText(alert({ corroborated: true, confidence: 0.9 }), 3)).toBe("3 台仪器一致 · 已印证 · 测值可信度 90%");
    expect(trustText(alert({ confidence: 0.5 }), 1)).toBe("单点未印证 · 测值可信度 50%");
    expect(trustText(alert({ confidence: 0.7 }), 2)).toContain("未印证");
    const whole = alert({ kind: "fused", quantity: null, confidence: 0.5 });
    expect(trustText(whole, 1)).toContain("研判可信度 50%");
  });
});

describe("a row of evidence", () => {
  const row = { deviceId: "g2", quantity: "displacement", value: 62, at: after(0), why: "62 ≥ 50 mm/d" };

  it("says what it is and which limit it met", () => {
    expect(rowText(row, "mm/d")).toBe("位移速率");
    expect(plain(reasonText(row, "mm/d"))).toBe("≥ 50 mm/日");
    expect(rowText({ ...row, quantity: "rain", why: "76 ≥ 75 mm · 3 h" }, "mm")).toBe("3小时雨量");
  });

  it("tells of a front on its way down", () => {
    const mud = { ...row, quantity: "mud.level" };
    expect(reasonText({ ...mud, why: "front at 0 m" }, "m")).toBe("泥石流到达此站");
    expect(reasonText({ ...mud, why: "front 640 m on after 102.4 s: 6.25 m/s" }, "m")).toBe(
      "下游 640 m，102 秒后到，6.25 m/s",
    );
    expect(reasonText({ ...mud, why: "something else" }, "m")).toBe("something else");
  });
});

describe("a gate", () => {
  it.each([
    ["noise", "噪声内"],
    ["samples", "数据不足"],
    ["fit", "拟合不佳"],
    ["acceleration", "未加速"],
    ["horizon", "超出预报期"],
    ["stability", "前后不一致"],
    ["quake", "quake"],
    ["", "未说明"],
  ])("%s is called %s", (gate, name) => {
    expect(gateText(gate)).toBe(name);
  });
});
