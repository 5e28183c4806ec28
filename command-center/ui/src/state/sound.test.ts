import { nextTick, ref } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AlertView } from "@/api/types";
import { alert } from "@/fixtures/scenery";

const crying = ref<AlertView[]>([]);
const isHelpWanted = ref(false);
vi.mock("@/state/centre", () => ({ crying }));
vi.mock("@/state/cries", () => ({ isHelpWanted }));

const started = vi.fn();
let allowed = true;

/** A browser's audio that counts the tones and plays only when it is allowed to. */
class Audio {
  state = allowed ? "running" : "suspended";
  currentTime = 0;
  destination = {};
  onstatechange: (() => void) | null = null;
  resume = () => {
    if (allowed) this.state = "running";
    return Promise.resolve();
  };
  createOscillator = () => ({ frequency: { value: 0 }, connect: (to: unknown) => to, start: started, stop: vi.fn() });
  createGain = () => ({
    gain: { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() },
    connect: (to: unknown) => to,
  });
}

async function fresh() {
  vi.resetModules();
  vi.stubGlobal("AudioContext", Audio);
  return import("./sound");
}

describe("the sound of a red", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    started.mockClear();
    crying.value = [];
    isHelpWanted.value = false;
    allowed = true;
  });

  it("comes at once, repeats, and stops with the acknowledgement", async () => {
    const { prepareSound } = await fresh();
    prepareSound();
    crying.value = [alert({ level: "red" })];
    await nextTick();
    expect(started).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(4_000);
    expect(started).toHaveBeenCalledTimes(6);
    crying.value = [];
    await nextTick();
    vi.advanceTimersByTime(10_000);
    expect(started).toHaveBeenCalledTimes(6);
  });

  it("comes for whoever calls for help, as loud, until somebody has taken it", async () => {
    const { prepareSound } = await fresh();
    prepareSound();
    isHelpWanted.value = true;
    await nextTick();
    const atOnce = started.mock.calls.length;
    expect(atOnce).toBeGreaterThan(0);
    vi.advanceTimersByTime(2_000);
    const repeated = started.mock.calls.length;
    expect(repeated).toBeGreaterThan(atOnce);
    isHelpWanted.value = false;
    await nextTick();
    vi.advanceTimersByTime(10_000);
    expect(started).toHaveBeenCalledTimes(repeated);
  });

  it("is told to be blocked while the browser refuses, and until somebody touches the page", async () => {
    allowed = false;
    const { blocked, prepareSound } = await fresh();
    prepareSound();
    expect(blocked.value).toBe(true);
    allowed = true;
    dispatchEvent(new Event("pointerup"));
    await vi.advanceTimersByTimeAsync(1);
    expect(blocked.value).toBe(false);
  });

  it("is told to be blocked where there is no audio at all", async () => {
    const { blocked, prepareSound } = await fresh();
    vi.stubGlobal("AudioContext", () => {
      throw new Error("no device");
    });
    prepareSound();
    expect(blocked.value).toBe(true);
  });
});
