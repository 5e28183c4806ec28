import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import type { DivisionRisk } from "@/api/types";
import { after } from "@/fixtures/scenery";
import { EMPTY, reduce } from "@/lib/reduce";
import { api, picture, snapshots, whole } from "./centre";
import { useRisk } from "./risk";

const risk = (division: string, seconds: number, level: "yellow" | "red"): DivisionRisk => ({
  division,
  realm: "exercise",
  at: after(seconds),
  now: { grade: 3, level, rank: 2, worst: "g1", why: "", gauges: 4, incomplete: 0 },
  next24h: null,
});
const read = vi.spyOn(api, "risk");
vi.spyOn(api, "divisions").mockResolvedValue([]);

let scope = effectScope();
beforeEach(() => {
  vi.useFakeTimers();
  scope = effectScope();
  read.mockReset().mockResolvedValue([risk("220282", 0, "yellow"), risk("220281", 0, "yellow")]);
  snapshots.value = 1;
  whole.value = true;
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  picture.value = EMPTY;
  snapshots.value = 0;
  whole.value = false;
});

describe("rain risk", () => {
  it("is read once and then told: no question while the link is up", async () => {
    const { risks } = scope.run(useRisk)!;
    await flushPromises();
    picture.value = reduce(EMPTY, { type: "risk", risk: risk("220282", 60, "red") });
    expect(risks.value.map(({ division, now }) => `${division} ${now?.level}`)).toEqual([
      "220281 yellow",
      "220282 red",
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("is asked for while the link is down, and an older word takes no newer one's place", async () => {
    const { risks } = scope.run(useRisk)!;
    await flushPromises();
    whole.value = false;
    read.mockResolvedValue([risk("220282", 120, "red")]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(read).toHaveBeenCalledTimes(2);
    picture.value = reduce(EMPTY, { type: "risk", risk: risk("220282", 60, "yellow") });
    expect(risks.value.map(({ now }) => now?.level)).toEqual(["red"]);
  });
});
