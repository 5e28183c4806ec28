import { mount } from "@vue/test-utils";
import { ref, shallowRef } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeviceRecord, Observations } from "@/api/types";
import { BEGINNING, after, alert } from "@/fixtures/scenery";
import { EMPTY } from "@/lib/reduce";

const devices = vi.fn<() => Promise<DeviceRecord[]>>();
const observations =
  vi.fn<(device: string, quantity: string, from: Date, to: Date, buckets: number) => Promise<Observations>>();
const snapshots = ref(1);
vi.mock("@/state/centre", () => ({ api: { devices, observations }, snapshots, picture: shallowRef(EMPTY) }));

const { now, setServerNow } = await import("./clock");
const { default: RainStrip } = await import("@/components/RainStrip.vue");
const { default: HeroCurve } = await import("@/components/HeroCurve.vue");

const gauge = (id: string): DeviceRecord => ({
  id,
  version: 1,
  name: id,
  model: "rain",
  pointId: null,
  division: "220282",
  state: "service",
  until: null,
  realm: "exercise",
  gateway: null,
  interval: 60,
  channels: [{ quantity: "rain.total", unit: "mm" }],
});

/** A counter that stood at these heights so many seconds before the server's now. */
function counted(...heights: [ago: number, mm: number][]): Observations {
  const buckets = heights.map(([ago, mm]) => ({
    t: new Date(now.value - ago * 1000).toISOString(),
    min: mm,
    mean: mm,
    max: mm,
    count: 1,
  }));
  return { device: "", quantity: "rain.total", unit: "mm", from: after(0), to: after(0), buckets };
}

const answer = () => vi.advanceTimersByTimeAsync(0);
let strip: ReturnType<typeof mount> | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  // this machine's clock is two days behind
  vi.setSystemTime(BEGINNING - 2 * 86_400_000);
  setServerNow(after(0));
});
afterEach(() => {
  strip?.unmount();
  vi.useRealTimers();
});

/** The module's clock was started before the fake timers: it is moved by hand. */
async function pass(seconds: number) {
  for (let gone = 0; gone < seconds; gone += 30) {
    await vi.advanceTimersByTimeAsync(30_000);
    setServerNow(after((now.value - BEGINNING) / 1000 + 30));
  }
  await answer();
}

describe("the rain at the gauges", () => {
  it("is asked for by the server's clock", async () => {
    devices.mockResolvedValue([gauge("g")]);
    observations.mockResolvedValue(counted([600, 10], [300, 12]));
    strip = mount(RainStrip);
    await answer();
    expect(observations.mock.calls[0]![3].getTime()).toBe(BEGINNING);
    expect(strip.text()).toContain("g");
  });

  it("shows the wettest of all gauges, not of the first dozen", async () => {
    devices.mockResolvedValue(Array.from({ length: 30 }, (_, i) => gauge(`g${i}`)));
    observations.mockImplementation((id) => Promise.resolve(counted([600, 10], [300, id === "g29" ? 42 : 10.5])));
    strip = mount(RainStrip);
    await answer();
    expect(strip.find("li").text()).toContain("g29");
    expect(strip.find("li").text()).toContain("32");
  });

  it("asks a few dozen at once, and the others in turn", async () => {
    devices.mockResolvedValue(Array.from({ length: 80 }, (_, i) => gauge(`g${i}`)));
    observations.mockImplementation(() => Promise.resolve(counted([300, 10])));
    strip = mount(RainStrip);
    await answer();
    expect(observations).toHaveBeenCalledTimes(36);
    await pass(60);
    expect(new Set(observations.mock.calls.map(([id]) => id)).size).toBe(80);
    expect(observations).toHaveBeenCalledTimes(80);
  });

  it("says that the rain of a silence is a guess", async () => {
    devices.mockResolvedValue([gauge("g")]);
    observations.mockResolvedValue(counted([36_000, 10], [300, 110]));
    strip = mount(RainStrip);
    await answer();
    expect(strip.find("b").text()).toBe("≈9.3");
    expect(strip.find("small").text()).toBe("100");
  });

  it("loses its ink and shows its age when a gauge or the history falls silent", async () => {
    devices.mockResolvedValue([gauge("g")]);
    observations.mockResolvedValue(counted([600, 10], [300, 12]));
    strip = mount(RainStrip);
    await answer();
    expect(strip.find("li").classes()).not.toContain("stale");
    observations.mockRejectedValue(new Error("503"));
    await pass(120);
    expect(strip.find("li").classes()).toContain("stale");
    expect(strip.find("li").text()).toContain("前");
    expect(strip.text()).toContain("1 台无新数据");
  });

  it("of a gauge that was silent for the whole hour is unknown", async () => {
    devices.mockResolvedValue([gauge("g")]);
    observations.mockResolvedValue(counted([20_000, 10], [9_000, 12]));
    strip = mount(RainStrip);
    await answer();
    expect(strip.find("li").classes()).toContain("stale");
    expect(strip.find("b").text()).toBe("—");
  });

  it("is unknown, not none, where no gauge was heard", async () => {
    devices.mockResolvedValue([gauge("g")]);
    observations.mockResolvedValue(counted());
    strip = mount(RainStrip);
    await answer();
    expect(strip.text()).toContain("暂无雨量数据");
  });
});

describe("the small curve of an alert", () => {
  it("is cut by the server's clock", async () => {
    observations.mockResolvedValue(counted());
    strip = mount(HeroCurve, { props: { alert: alert({ firstAt: after(-3_600) }) } });
    await answer();
    const [, , from, to] = observations.mock.calls[0]!;
    expect(to.getTime()).toBe(BEGINNING);
    expect(from.getTime()).toBe(BEGINNING - 7_200_000);
  });
});
