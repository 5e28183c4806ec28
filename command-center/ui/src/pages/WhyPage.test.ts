import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { ApiError } from "@/api/client";
import type { AlertView } from "@/api/types";
import { BEGINNING, after, alert, device, signedIn } from "@/fixtures/scenery";
import { why, whyOfRate } from "@/fixtures/why";
import { lang } from "@/i18n";
import { setServerNow } from "@/state/clock";
import { ROLES } from "@/api/people";
import { api, session } from "@/state/centre";
import WhyPage from "./WhyPage.vue";

const DAY = 86_400;
const forecast = {
  failureAt: after(1.9 * DAY),
  earliest: after(1.5 * DAY),
  latest: after(2.5 * DAY),
  method: "inverse-velocity",
  r2: 0.97,
  refusedBy: null,
};
const life = (changes: Partial<AlertView> = {}): AlertView =>
  alert({
    level: "red",
    highest: "red",
    kind: "trend",
    quantity: "displacement",
    unit: "d",
    value: 1.5,
    limit: 2,
    forecast,
    corroborated: true,
    confidence: 0.9,
    history: [{ seq: 1, state: "raised", level: "red", at: after(-3_600), detectedAt: after(0), value: 1.5 }],
    ...changes,
  });

const alertOf = vi.spyOn(api, "alert");
const whyOf = vi.spyOn(api, "why");
vi.spyOn(api, "point").mockRejectedValue(new Error("away"));

async function page() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", name: "console", component: { template: "<i />" } },
      { path: "/points/:id", name: "point", component: { template: "<i />" } },
      { path: "/alerts/:id/why", name: "why", component: WhyPage, props: true },
    ],
  });
  await router.push("/alerts/e1/why");
  const shown = mount(WhyPage, { props: { id: "e1" }, global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  return { shown, router };
}

const words = (text: string): string => text.replace(/[\u00a0\u2009]/g, " ").replace(/\s+/g, " ");

beforeEach(() => {
  session.value = signedIn("duty");
  setServerNow(after(0));
  alertOf.mockReset().mockResolvedValue(life());
  whyOf.mockReset().mockResolvedValue(why());
});
afterEach(() => {
  lang.value = "zh";
  document.body.innerHTML = "";
});

describe("the page that says why", () => {
  it("tells value, sign, limit, rule, version and who approved it", async () => {
    const { shown } = await page();
    const sentence = words(shown.find("section.why").text());
    expect(sentence).toContain("预计最早 1.5 天后可能失稳");
    expect(sentence).toContain("距最早破坏 1.5 天 ≤ 2 天");
    expect(sentence).toContain("规则“滑坡 位移 倒速度法”第 7 版 · 王建国 批准");
    expect(sentence).toContain("已印证 · 测值可信度 90%");
    shown.unmount();
  });

  it("draws the readings and what was judged, with gaps, dots and named limits", async () => {
    const { shown } = await page();
    expect(shown.find(".measured .line").attributes("d")!.match(/M/g)).toHaveLength(2);
    expect(shown.findAll(".measured .single")).toHaveLength(1);
    expect(shown.findAll(".judged .limit").map((line) => line.attributes("data-level"))).toEqual(["orange", "red"]);
    expect(shown.findAll(".judged .limit text").map((label) => words(label.text()))).toEqual(["橙 7", "红 2"]);
    expect(shown.find(".judged .mark").text()).toContain("低于红线");
    shown.unmount();
  });

  it("shows forecasts as a band against the time of forecast, and those refused at their gate", async () => {
    const { shown } = await page();
    expect(shown.findAll(".life .band").length).toBeGreaterThan(1);
    expect(shown.find(".life .nowtext").text()).toBe("现在");
    const lanes = shown.findAll(".life .lane text:first-child").map((label) => label.text());
    expect(lanes).toEqual(["成立", "噪声内", "数据不足", "拟合不佳", "未加速", "超出预报期", "前后不一致"]);
    expect(shown.find(".gates").text()).toContain("位移没有超出仪器噪声");
    shown.unmount();
  });

  it("has numbers, the opinions of others as such, and what the method cannot see", async () => {
    const { shown } = await page();
    expect(shown.find(".numbers").text()).toContain("当前速率");
    expect(shown.find(".opinions").text()).toContain("仅供参考");
    expect(shown.find(".opinions").text()).toContain("不作预报");
    expect(shown.find(".explanation").text()).toContain("看不见");
    expect(shown.find(".parameters").text()).toContain("回落延时");
    lang.value = "en";
    await flushPromises();
    expect(shown.find(".explanation").text()).toContain("Cannot see");
    expect(shown.find(".opinions").text()).toContain("for reference only");
    shown.unmount();
  });

  it("of a rate has the four lines, and no forecasts", async () => {
    alertOf.mockResolvedValue(life({ unit: "mm/d", value: 12.6, limit: 10, level: "orange", forecast: null }));
    whyOf.mockResolvedValue(whyOfRate());
    const { shown } = await page();
    expect(words(shown.find("section.why").text())).toContain("位移速率 12.6 mm/日 ≥ 10 mm/日");
    expect(shown.findAll(".judged .limit")).toHaveLength(3);
    expect(shown.text()).toContain("图外：红 50");
    expect(shown.find(".life").exists()).toBe(false);
    shown.unmount();
  });

  it("tells when the alert began apart from when its level was reached, as the console counts", async () => {
    const step = {
      seq: 1,
      state: "raised",
      level: "yellow",
      at: after(-7_200),
      detectedAt: after(-7_200),
      value: 9,
    } as const;
    const history = [step, { ...step, seq: 2, state: "escalated", level: "orange", at: after(-600) } as const];
    alertOf.mockResolvedValue(
      alert({ level: "orange", highest: "orange", firstAt: after(-7_200), since: after(-600), history }),
    );
    whyOf.mockResolvedValue(whyOfRate());
    const { shown } = await page();
    const told = words(shown.find("section.why").text());
    expect(told).toContain("告警始于 08:00");
    expect(told).toMatch(/本级始于 09:50（已 1\d:\d\d/);
    shown.unmount();
  });

  it("shades what is masked, and keeps the mark where the alert came to its level", async () => {
    const mask = {
      state: "standing",
      deviceId: "gnss1",
      deviceName: "裂缝计",
      quantity: "crack",
      from: after(-90),
      to: after(90),
      reason: "被碰",
      by: "zhao",
      confirmedBy: null,
      at: after(120),
    } as const;
    alertOf.mockResolvedValue(alert({ masks: [mask] }));
    const series = [1, 2, 3].map((i) => ({ t: BEGINNING - i * 60_000, v: 9, j: 9 })).reverse();
    const limits = { yellow: 10 };
    whyOf.mockResolvedValue(why({ method: "threshold", quantity: "crack", series, limits, forecasts: [] }));
    const { shown } = await page();
    expect(shown.find(".measured .veil").text()).toBe("已屏蔽");
    expect(shown.find(".measured .mark").text()).toContain("10:00");
    shown.unmount();
  });

  it("of a threshold draws one curve that carries the limits", async () => {
    alertOf.mockResolvedValue(alert());
    const series = [0, 1, 2].map((i) => ({ t: BEGINNING - i * 60_000, v: 9 + i, j: 9 + i })).reverse();
    const limits = { yellow: 10 };
    whyOf.mockResolvedValue(why({ method: "threshold", quantity: "crack", series, limits, forecasts: [] }));
    const { shown } = await page();
    expect(shown.find(".judged").exists()).toBe(false);
    expect(shown.findAll(".measured .limit")).toHaveLength(1);
    shown.unmount();
  });

  it("is read point by point with the keys", async () => {
    const { shown } = await page();
    const stack = shown.find(".stack");
    await stack.trigger("keydown", { key: "End" });
    expect(words(shown.find("output[aria-live]").text())).toContain("10:00");
    await stack.trigger("keydown", { key: "ArrowLeft" });
    expect(words(shown.find("output[aria-live]").text())).toContain("07:00");
    shown.unmount();
  });

  it("leads back to where it was opened, to the point, and offers to acknowledge", async () => {
    const { shown } = await page();
    expect(shown.find(".act a").attributes("href")).toBe("/points/laolinggou");
    expect(shown.find(".act .go").text()).toContain("确认收到");
    shown.unmount();
  });

  it.each(ROLES)("offers %s to acknowledge only where the centre would let it", async (role) => {
    session.value = signedIn(role);
    const { shown } = await page();
    expect(shown.find(".act .go").exists()).toBe(["administrator", "signer", "duty"].includes(role));
    shown.unmount();
  });
});

describe("the curve, looked at closer", () => {
  it("comes closer with +, goes back with - and shows the whole with 0", async () => {
    whyOf.mockResolvedValue(whyOfRate());
    const { shown } = await page();
    const curve = () => shown.find(".measured .line").attributes("d");
    const stack = shown.find(".stack");
    const whole = curve();
    await stack.trigger("keydown", { key: "+" });
    expect(curve()).not.toBe(whole);
    await stack.trigger("keydown", { key: "-" });
    expect(curve()).toBe(whole);
    await stack.trigger("keydown", { key: "+" });
    await stack.trigger("keydown", { key: "0" });
    expect(curve()).toBe(whole);
    shown.unmount();
  });

  it("is dragged along, and leaves the wheel alone to the page", async () => {
    whyOf.mockResolvedValue(whyOfRate());
    const { shown } = await page();
    const curve = () => shown.find(".measured .line").attributes("d");
    const stack = shown.find(".stack");
    const whole = curve();
    await stack.trigger("wheel", { deltaY: -100 });
    expect(curve()).toBe(whole);
    await stack.trigger("wheel", { deltaY: -100, ctrlKey: true, clientX: 300 });
    const closer = curve();
    expect(closer).not.toBe(whole);
    await stack.trigger("pointerdown", { clientX: 300, button: 0, buttons: 1 });
    await stack.trigger("pointermove", { clientX: 320, buttons: 1 });
    expect(curve()).not.toBe(closer);
    shown.unmount();
  });
});

describe("without a record", () => {
  it("says that there is no history, and still what the rule is", async () => {
    whyOf.mockResolvedValue(why({ series: [], forecasts: [] }));
    const { shown } = await page();
    expect(shown.text()).toContain("没有可重算的历史数据");
    expect(shown.text()).toContain("王建国 批准");
    expect(shown.find("svg.plot").exists()).toBe(false);
    shown.unmount();
  });

  it("shows what there is where the centre leaves parts out", async () => {
    const { alertId, method, quantity } = why();
    whyOf.mockResolvedValue({ alertId, method, quantity, rule: null, forecasts: null } as never);
    const { shown } = await page();
    expect(shown.text()).toContain("没有可重算的历史数据");
    expect(shown.text()).toContain("规则“距最早破坏”第 1 版");
    shown.unmount();
  });

  it("says so while it is read", async () => {
    whyOf.mockReturnValue(new Promise(() => undefined));
    const { shown } = await page();
    expect(shown.find("[role=status].failure").text()).toBe("读取中");
    shown.unmount();
  });

  it("tells the server's refusal, and asks again on demand", async () => {
    whyOf.mockRejectedValueOnce(new ApiError(422, { title: "Unprocessable", detail: "too many readings: 2000000" }));
    const { shown } = await page();
    expect(shown.find(".note[role=alert]").text()).toContain("too many readings: 2000000");
    await shown.find(".note button").trigger("click");
    await flushPromises();
    expect(shown.find("svg.plot").exists()).toBe(true);
    shown.unmount();
  });

  it("tells when there is no such alert", async () => {
    alertOf.mockRejectedValue(new ApiError(404, { detail: "no alert e1" }));
    whyOf.mockRejectedValue(new ApiError(404, {}));
    const { shown } = await page();
    expect(shown.find("[role=alert]").text()).toContain("没有找到，或不归本地管");
    shown.unmount();
  });
});

describe("the point as a whole", () => {
  const whole = life({
    kind: "fused",
    deviceId: null,
    deviceName: null,
    quantity: null,
    value: null,
    unit: null,
    limit: null,
    forecast: null,
    ruleId: "fused",
    ruleVersion: 1,
    evidence: [
      { deviceId: "gnss1", quantity: "displacement", value: 62, at: after(0), why: "62 ≥ 50 mm/d" },
      { deviceId: "lf1", quantity: "crack", value: 52, at: after(0), why: "52 ≥ 50 mm" },
    ],
  });

  it("has its evidence instead of a curve", async () => {
    alertOf.mockResolvedValue(whole);
    const parts = { rule: null, method: null, quantity: null, unit: null, judgedUnit: null, limits: {} };
    const empty = { series: [], forecasts: [], numbers: [], opinions: [] };
    whyOf.mockResolvedValue({ ...why(), ...parts, ...empty, explanation: { zh: "依据见证据。", en: "" } } as never);
    const { shown } = await page();
    const text = words(shown.text());
    for (const part of [
      "综合研判",
      "2 台仪器 · 已印证",
      "位移速率",
      "62 mm/日",
      "≥ 50 mm/日",
      "没有自己的曲线",
      "规则“综合研判”第 1 版",
      "依据见证据。",
    ])
      expect(text).toContain(part);
    shown.unmount();
  });

  it("leads from its evidence to the alert behind it", async () => {
    alertOf.mockResolvedValue(whole);
    whyOf.mockRejectedValue(new ApiError(404, {}));
    vi.mocked(api.point).mockResolvedValueOnce({
      id: "laolinggou",
      deviceList: [device()],
      alerts: [life({ id: "e7" })],
      messages: [],
    } as never);
    const { shown } = await page();
    expect(shown.find(".evidence td a").attributes("href")).toBe("/alerts/e7/why");
    shown.unmount();
  });
});
