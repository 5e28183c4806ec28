import { describe, expect, it, vi } from "vitest";
import { after, alert, point } from "@/fixtures/scenery";
import { alone, columnsOf } from "./curve";
import { troubleOf } from "./equipment";
import { JILIN, boxAround } from "./geo";
import { inLanes } from "./lanes";
import { paced } from "./pace";
import { phonesInOrder } from "./phones";
import { findPoints } from "./search";
import { sparkline } from "./sparkline";
import { channelOf, instruments } from "./why";

describe("the map's frame", () => {
  it("is left to the province when nothing is open", () => {
    expect(boxAround([])).toBeNull();
    expect(JILIN[0]).toBeLessThan(JILIN[2]);
  });

  it("keeps a single point in its surroundings", () => {
    const [west, south, east, north] = boxAround([point()])!;
    expect(east - west).toBeCloseTo(3);
    expect(north - south).toBeGreaterThan(1.5);
    expect((west + east) / 2).toBeCloseTo(127.05);
  });
});

describe("columns of a chart", () => {
  it("have a hole where readings are missing", () => {
    const sample = (t: number) => ({ t, min: 1, mean: 1, max: 1, count: 1 });
    const [times, , , means] = columnsOf([sample(0), sample(10), sample(100)], 30);
    expect(times).toEqual([0, 10, 55, 100]);
    expect(means).toEqual([1, 1, null, 1]);
  });

  it("has a dot where no line reaches a sample", () => {
    expect(alone([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(alone([1, 2])).toEqual([]);
    expect(alone([])).toEqual([]);
  });
});

describe("a sparkline", () => {
  const sample = (t: number, mean: number) => ({ t, min: mean, mean, max: mean, count: 1 });

  it("needs two samples", () => {
    expect(sparkline([sample(0, 1)], [0, 1], 100, 50)).toBeNull();
  });

  it("fills its box", () => {
    expect(sparkline([sample(0, 0), sample(10, 1)], [0, 1], 100, 50)?.line).toBe("M0.0,50.0L100.0,0.0");
  });
});

describe("equipment trouble", () => {
  it("tells silence, clock and bad data apart", () => {
    expect(troubleOf(alert({ kind: "offline" }))).toBe("offline");
    expect(troubleOf(alert({ kind: "quality", ruleId: "clock" }))).toBe("clock");
    expect(troubleOf(alert({ kind: "quality", ruleId: "range" }))).toBe("quality");
  });
});

describe("the reason of an alert", () => {
  it("counts instruments, not rows", () => {
    const row = alert().evidence[0]!;
    expect(instruments(alert({ evidence: [row, { ...row, quantity: "tilt.x" }, { ...row, deviceId: "lf1" }] }))).toBe(
      2,
    );
  });

  it("has a curve even when the alert stands on no evidence yet", () => {
    expect(channelOf(alert({ evidence: [] }))).toEqual({ device: "gnss1", quantity: "crack" });
    expect(channelOf(alert({ evidence: [], deviceId: null }))).toBeNull();
  });
});

describe("finding a point", () => {
  it("takes words of name, number or county in any order", () => {
    expect(findPoints([point()], "桦甸市 0017", 8)).toHaveLength(1);
    expect(findPoints([point()], "临江", 8)).toHaveLength(0);
    expect(findPoints([point()], "  ", 8)).toHaveLength(0);
  });
});

describe("phones", () => {
  it("stand with the newest message first", () => {
    const phone = (number: string, ...at: string[]) => ({
      number,
      name: "",
      role: "",
      pointName: null,
      asks: null,
      messages: at.map((t) => ({ direction: "in" as const, text: "", at: t, flash: false })),
    });
    const phones = [phone("1"), phone("2", after(5)), phone("3", after(9))];
    expect(phonesInOrder(phones, false).map(({ number }) => number)).toEqual(["3", "2", "1"]);
    expect(phonesInOrder(phones, true)).toHaveLength(2);
  });
});

describe("paced work", () => {
  it("runs at once, then once per span however often it is asked", () => {
    vi.useFakeTimers();
    const work = vi.fn();
    const { run } = paced(work, 1000);
    run();
    run();
    run();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(work).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});

describe("work in lanes", () => {
  it("does all of it, a few at a time, and tells the first failure when the rest is done", async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const work = async (item: number) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (item === 2) throw new Error("no");
      done.push(item);
    };
    await expect(inLanes([1, 2, 3, 4, 5], 2, work)).rejects.toThrow("no");
    expect(done.sort()).toEqual([1, 3, 4, 5]);
    expect(most).toBe(2);
  });
});
