import { afterEach, describe, expect, it } from "vitest";
import methods from "@/fixtures/methods.json";
import { lang, methodText } from "./index";
import { ownParamsOf, paramName, paramsOf } from "./params";

const rule = (method: string, params: Record<string, number>) => ({ method, params });
const HAN = /\p{Script=Han}/u;

afterEach(() => (lang.value = "zh"));

describe("the words of rules", () => {
  // the fixture is written by the centre, from the very tables by which it checks a rule
  for (const [method, params] of Object.entries(methods)) {
    it(`name ${method} and its parameters in Chinese and in English`, () => {
      for (const one of ["zh", "en"] as const) {
        lang.value = one;
        if (one === "zh") expect(methodText(method)).toMatch(HAN);
        else expect(methodText(method)).not.toMatch(HAN);
        if (one === "en" && method !== "threshold") expect(methodText(method)).not.toBe(method);
        for (const name of params) {
          const words = paramName(method, name);
          expect(words, `${method}.${name} has no words in ${one}`).not.toBeNull();
          if (one === "zh") expect(words).toMatch(HAN);
          else expect(words).not.toMatch(HAN);
        }
      }
    });
  }

  it("have none for what nobody knows", () => {
    expect(paramName("threshold", "surprise")).toBeNull();
  });

  it("tell a table of rain column by column, the shortest time and the mildest colour first", () => {
    const table = rule("rain-table", {
      "24h.red": 200,
      "1h.yellow": 45,
      "10min.blue": 8,
      "1h.blue": 35,
      "3d.blue": 150,
    });
    expect(paramsOf(table).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      "10 分钟: 蓝 8 mm",
      "1 小时: 蓝 35　黄 45 mm",
      "24 小时: 红 200 mm",
      "3 天: 蓝 150 mm",
    ]);
  });

  it("tell switches as such, and units where there are any", () => {
    expect(paramsOf(rule("threshold", { absolute: 1 }))[0]).toMatchObject({ name: "取绝对值", value: "是" });
    expect(paramsOf(rule("tilt-rate", { hours: 2 }))[0]).toMatchObject({ name: "最短时窗", value: "2 小时" });
    lang.value = "en";
    expect(paramsOf(rule("percentile", { days: 60 }))[0]).toMatchObject({ value: "60 d" });
  });

  it("tell delays, deadband and season of every rule", () => {
    const told = ownParamsOf({
      id: "r",
      version: 1,
      method: "threshold",
      appliesTo: { quantity: "crack", pointId: null, deviceId: null, kinds: null },
      params: {},
      levels: {},
      onDelay: 600,
      offDelay: 3600,
      deadband: 1,
      season: [4, 5],
      shadow: false,
      approvedBy: null,
    });
    expect(told.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "测项 裂缝",
      "起报延时 10 分钟",
      "回落延时 60 分钟",
      "回落差 1",
      "生效月份 4、5",
    ]);
  });
});
