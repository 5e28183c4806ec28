import { RouterLinkStub, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { KnownMask } from "@/api/masks";
import { BEGINNING, after, alert } from "@/fixtures/scenery";
import { logOf } from "@/lib/log";
import { forgetNames, learnNames } from "@/state/names";
import EventLog from "./EventLog.vue";
import MaskLine from "./MaskLine.vue";
import MaskWaiting from "./MaskWaiting.vue";

const mask = (changes: Partial<KnownMask> = {}): KnownMask => ({
  state: "standing",
  deviceId: "gnss1",
  deviceName: "裂缝计",
  quantity: "crack",
  from: after(0),
  to: after(600),
  reason: "仪器被碰",
  by: "zhaoyun",
  confirmedBy: "machao",
  at: after(720),
  ...changes,
});
const now = BEGINNING + 800_000;

afterEach(forgetNames);

describe("a mask on a channel of an open alert", () => {
  it("is told on its card: who, when and why, by name where it is known", () => {
    learnNames([{ username: "zhaoyun", displayName: "赵云" }]);
    const line = (changes: Partial<KnownMask>, open = true) =>
      mount(MaskLine, { props: { alert: alert({ open, masks: [mask(changes)] }), now } }).text();
    expect(line({})).toMatch(/屏蔽.*裂缝计 裂缝.*10:00 至 10:10，赵云 10:12（machao确认）：仪器被碰/);
    expect(line({ state: "proposed" })).toBe("");
    expect(line({}, false)).toBe("");
  });

  it("is one line of the log though it concerns two alerts", () => {
    const masks = [mask()];
    const entries = logOf([alert({ masks }), alert({ id: "e2", history: [], masks })], [], [], 10);
    const shown = mount(EventLog, { props: { entries, now } }).text();
    expect(shown.match(/zhaoyun 屏蔽 裂缝计 裂缝[^：]*：仪器被碰/g)).toHaveLength(1);
  });
});

describe("a mask that waits for a second person", () => {
  const waiting = (login: string, may: boolean) =>
    mount(MaskWaiting, {
      global: { stubs: { RouterLink: RouterLinkStub } },
      props: { points: [{ id: "p1", name: "老岭沟", masks: [mask({ state: "proposed" }), mask()] }], login, may },
    });

  it("is told to those who may confirm it, with the way there", () => {
    const shown = waiting("machao", true);
    expect(shown.text()).toContain("待您确认的屏蔽：老岭沟 裂缝计");
    const link = shown.findComponent(RouterLinkStub);
    expect(link.props("to")).toEqual({ name: "point", params: { id: "p1" } });
  });

  it("is not told to others, nor to whoever proposed it", () => {
    expect(waiting("machao", false).text()).toBe("");
    expect(waiting("zhaoyun", true).text()).toBe("");
  });
});
