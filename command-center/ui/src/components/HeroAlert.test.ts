import { RouterLinkStub, type VueWrapper, mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import type { AlertView, DeviceView } from "@/api/types";
import type { SirenAtPoint } from "@/lib/siren";
import { BEGINNING, after, alert, device, limit, message, point } from "@/fixtures/scenery";

vi.mock("@/state/centre", () => ({
  api: { observations: () => Promise.reject(new Error("away")) },
  session: { value: null },
}));
const { default: HeroAlert } = await import("./HeroAlert.vue");

function hero(
  changes: Partial<AlertView> = {},
  around: {
    together?: AlertView[];
    peers?: AlertView[];
    devices?: DeviceView[];
    sirens?: SirenAtPoint[];
    may?: boolean;
  } = {},
) {
  const acknowledge = vi.fn((_: AlertView) => Promise.resolve());
  const shown = mount(HeroAlert, {
    attachTo: document.body,
    global: { stubs: { RouterLink: RouterLinkStub } },
    props: {
      alert: alert({ level: "red", ...changes }),
      point: point(),
      peers: around.peers ?? [],
      devices: around.devices ?? [],
      messages: [message({ replies: [{ text: "1", meaning: "real", at: after(30) }] })],
      sirens: around.sirens ?? null,
      together: around.together ?? [],
      now: BEGINNING + 728_000,
      also: 2,
      keyed: true,
      may: around.may ?? true,
      compact: false,
      acknowledge,
    },
  });
  return { shown, acknowledge };
}

const press = (on: EventTarget) =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
/** Space on the button that Enter led to, as a browser does it. */
async function presses(shown: VueWrapper): Promise<void> {
  expect(document.activeElement).toBe(shown.find(".act .go").element);
  await shown.find(".act .go").trigger("click");
}

describe("the worst alert", () => {
  it("says level, place, since when, people and what the monitor answered", () => {
    const { shown } = hero();
    for (const words of ["红色", "桦甸 老岭沟", "已 12:08", "397", "滑坡", "属实", "本点另有 2 项"])
      expect(shown.text()).toContain(words);
    shown.unmount();
  });

  it("says that its level is only held", () => {
    const hold = { since: after(0), until: after(1800), evidence: "orange" } as const;
    const { shown } = hero({ kind: "fused", quantity: null, value: null, limit: null, hold });
    expect(shown.text()).toContain("保持中");
    shown.unmount();
  });

  it("says whether a siren sounds at its point", () => {
    const sounding = { since: after(60), level: "red", by: "job", order: "o1", answered: true } as const;
    const loud = hero({}, { sirens: [{ id: "horn", name: "村口警报器", sounding, silenced: null }] }).shown;
    expect(loud.text()).toContain("警报器在响 村口警报器　红色　10:01 起（常设指令）");
    loud.unmount();
    const mute = hero({}, { sirens: [{ id: "horn", name: "村口警报器", sounding: null, silenced: null }] }).shown;
    expect(mute.text()).toContain("警报器未响");
    // where there is no room parts of the body go out of sight, and those must not be what Tab leads to
    expect(mute.find(".body .siren").exists()).toBe(false);
    expect(mute.find(".below .siren").exists()).toBe(true);
    mute.unmount();
    const unknown = hero().shown;
    expect(unknown.text()).not.toContain("警报器");
    unknown.unmount();
  });

  it("says how many alerts one press acknowledges, and which, before it does", () => {
    const rain = alert({ id: "e2", level: "orange", kind: "threshold", quantity: "rain", evidence: [] });
    const { shown } = hero({}, { together: [alert({ level: "red" }), rain] });
    expect(shown.text()).toContain("确认收到 2 条");
    expect(shown.find("[title*='“接手”']").exists(), "that nobody takes it on by that is said").toBe(true);
    expect(shown.text()).toMatch(/一并确认 2 条：红 .*；橙 /);
    shown.unmount();
    const alone = hero({}, { together: [alert({ level: "red" })] }).shown;
    expect(alone.text()).not.toContain("一并确认");
    alone.unmount();
  });

  it("says when a siren sounded and who silenced it, not that none has sounded", () => {
    const silenced = { since: after(60), until: after(240), by: "zhaoyun", answered: true };
    const { shown } = hero({}, { sirens: [{ id: "horn", name: "村口警报器", sounding: null, silenced }] });
    expect(shown.text()).toContain("村口警报器　10:01 响，10:04 由zhaoyun停响");
    expect(shown.text()).not.toContain("警报器未响");
    shown.unmount();
  });

  it("is led to by Enter, which acknowledges nothing, and acknowledged by Space", async () => {
    const { shown, acknowledge } = hero();
    for (let i = 0; i < 3; i++) press(document.activeElement ?? document.body);
    expect(acknowledge).not.toHaveBeenCalled();
    await presses(shown);
    expect(acknowledge).toHaveBeenCalledTimes(1);
    shown.unmount();
  });

  it("offers no button to a role that would be refused", () => {
    const { shown, acknowledge } = hero({}, { may: false });
    expect(shown.text()).not.toContain("确认收到");
    press(document.body);
    expect(acknowledge).not.toHaveBeenCalled();
    shown.unmount();
  });

  it("leaves Enter to a field that has the focus", () => {
    const { shown, acknowledge } = hero();
    const field = document.body.appendChild(document.createElement("input"));
    press(field);
    expect(acknowledge).not.toHaveBeenCalled();
    field.remove();
    shown.unmount();
  });

  it("blinks only while a red is unacknowledged", () => {
    const { shown } = hero();
    expect(shown.find(".cry").exists()).toBe(true);
    shown.unmount();
    const { shown: seen } = hero({ acknowledgedBy: "值班员", acknowledgedAt: after(60) });
    expect(seen.find(".cry").exists()).toBe(false);
    expect(seen.text()).toContain("值班员");
    seen.unmount();
  });

  it("still blinks red when the red went before anybody acknowledged it, and says what became of it", async () => {
    const { shown: eased } = hero({ level: "orange", highest: "red" });
    expect(eased.find(".cry").exists()).toBe(true);
    for (const words of ["红色", "已降级为橙，未确认", "确认收到"]) expect(eased.text()).toContain(words);
    eased.unmount();
    const { shown: over, acknowledge } = hero({ open: false, state: "cleared", level: null, highest: "red" });
    for (const words of ["红色", "已解除，未确认"]) expect(over.text()).toContain(words);
    press(document.body);
    await presses(over);
    expect(acknowledge).toHaveBeenCalledTimes(1);
    over.unmount();
  });

  it("says why when the server refuses", async () => {
    const { shown, acknowledge } = hero();
    acknowledge.mockRejectedValueOnce(new Error("not yours"));
    press(document.body);
    await presses(shown);
    await vi.waitFor(() => expect(shown.text()).toContain("not yours"));
    shown.unmount();
  });

  it("counts from when the point reached its level, and has what the point was asked", () => {
    const second = { id: "e2", since: after(300), firstAt: after(300), history: [] };
    const { shown } = hero(second, { peers: [alert({ level: "red" })] });
    for (const words of ["已 12:08", "属实"]) expect(shown.text()).toContain(words);
    shown.unmount();
  });

  it("shows what the instrument reads now beside what crossed the line, and says when it fell silent", () => {
    const crack = { quantity: "crack", unit: "mm", value: 15, flag: 1, limits: [limit("red", 10)] };
    const heard = (at: string) => ({ devices: [device({ lastSeen: at, channels: [{ ...crack, at }] })] });
    const { shown } = hero({}, heard(after(720)));
    expect(shown.text()).toMatch(/12\s*mm\s*≥ 10\s*mm\s*（10:00 越红线）\s*现 15\s*mm/);
    expect(shown.text()).not.toContain("无数据");
    shown.unmount();
    const { shown: silent } = hero({}, heard(after(308)));
    for (const words of ["末值", "该仪器已 7 分钟 无数据"]) expect(silent.text()).toContain(words);
    silent.unmount();
  });

  it("leads to why it was raised", () => {
    const { shown } = hero();
    expect(shown.findComponent(RouterLinkStub).props("to")).toEqual({ name: "why", params: { id: "e1" } });
    shown.unmount();
  });

  it("of the whole point lists what it stands on, and how sure it is", () => {
    const { shown } = hero({
      kind: "fused",
      deviceId: null,
      quantity: null,
      value: null,
      unit: null,
      limit: null,
      corroborated: true,
      confidence: 0.9,
      evidence: [
        { deviceId: "gnss1", quantity: "displacement", value: 62, at: after(0), why: "62 ≥ 50 mm/d" },
        { deviceId: "lf1", quantity: "crack", value: 52, at: after(0), why: "52 ≥ 50 mm" },
      ],
    });
    for (const words of ["综合研判", "2 台仪器 · 已印证 · 研判可信度 90%", "位移速率"])
      expect(shown.text()).toContain(words);
    expect(shown.findAll(".whole li")).toHaveLength(2);
    shown.unmount();
  });

  it("of a debris flow says when it is at the village", () => {
    const { shown } = hero({
      kind: "debris-flow",
      deviceId: null,
      quantity: null,
      value: null,
      unit: null,
      limit: null,
      forecast: {
        failureAt: after(300),
        earliest: after(120),
        latest: after(600),
        method: "debris-flow",
        r2: null,
        refusedBy: null,
      },
      evidence: [{ deviceId: "mud1", quantity: "mud.level", value: 1.2, at: after(0), why: "front at 0 m" }],
    });
    for (const words of ["泥石流", "预计到村 10:02–10:10", "泥石流到达此站", "单点未印证"])
      expect(shown.text()).toContain(words);
    shown.unmount();
  });

  it("of a forecast says the days that remain, not a bare number", () => {
    const { shown } = hero({ kind: "trend", quantity: "displacement", unit: "d", value: 1.5, limit: 2, evidence: [] });
    expect(shown.text()).toContain("预计最早 1.5 天后可能失稳");
    expect(shown.text()).toContain("（10:00 到红线）");
    shown.unmount();
  });
});
