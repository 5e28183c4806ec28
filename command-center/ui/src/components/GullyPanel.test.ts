import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { AlertView } from "@/api/types";
import { BEGINNING, after, alert, device } from "@/fixtures/scenery";
import GullyPanel from "./GullyPanel.vue";

const flow = {
  stations: [
    { deviceId: "up", chainage: 0 },
    { deviceId: "low", chainage: 250 },
  ],
  village: 1_500,
};
const devices = [device({ id: "up", name: "上游泥位计" }), device({ id: "low", name: "下游泥位计" })];
const front = alert({ deviceId: "up", quantity: "mud.level", unit: "m", since: after(0) });
const told = alert({
  id: "w",
  kind: "debris-flow",
  deviceId: null,
  quantity: null,
  level: "red",
  evidence: [
    { deviceId: "up", quantity: "mud.level", value: 1.1, at: after(0), why: "front at 0 m" },
    { deviceId: "low", quantity: "mud.level", value: 1.2, at: after(28), why: "front 250 m on after 28 s: 8.928 m/s" },
  ],
  forecast: {
    failureAt: after(168),
    earliest: after(111),
    latest: after(653),
    method: "debris-flow",
    r2: null,
    refusedBy: null,
  },
});

const panel = (alerts: AlertView[], seconds = 60, there = devices) =>
  mount(GullyPanel, { props: { flow, devices: there, alerts, now: BEGINNING + seconds * 1000 } }).text();

describe("the way of a debris flow", () => {
  it("says that one station is one station, and tells no arrival", () => {
    const words = panel([front]);
    for (const said of ["仅一站，未印证", "10:00:00 到达", "未见泥石流", "不推算到村时间"])
      expect(words).toContain(said);
  });

  it("says of two in order speed, arrival and how much time is left", () => {
    const words = panel([front, told]);
    for (const said of ["已印证", "250 m · 28 秒 · 8.9 m/s", "预计 10:02:48 到村", "剩 01:48", "最早 10:01:51"])
      expect(words).toContain(said);
  });

  it("counts on when the flow should be there", () => {
    expect(panel([front, told], 200)).toContain("应已到村 00:32");
  });

  it("says that nothing is seen, and which station cannot be heard", () => {
    expect(panel([])).toContain("各站均未见泥石流");
    expect(panel([], 60, [devices[0]!, device({ id: "low", online: false })])).toContain("失联");
  });
});
