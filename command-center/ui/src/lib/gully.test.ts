import { describe, expect, it } from "vitest";
import type { AlertView } from "@/api/types";
import { BEGINNING, after, alert, device } from "@/fixtures/scenery";
import { gullyOf } from "./gully";

const FLOW = {
  stations: [
    { deviceId: "low", chainage: 250 },
    { deviceId: "up", chainage: 0 },
    { deviceId: "mic", chainage: 255 },
  ],
  village: 1_500,
};
const DEVICES = ["up", "low", "mic"].map((id) => device({ id, name: id }));

/** A station that came to yellow: its first reading there was before the one that was told. */
const front = (deviceId: string, at: number, changes: Partial<AlertView> = {}): AlertView =>
  alert({
    id: `f-${deviceId}`,
    deviceId,
    quantity: "mud.level",
    unit: "m",
    since: after(at),
    history: [
      { seq: 1, state: "raised", level: "blue", at: after(at - 8), detectedAt: after(at - 8), value: 0.6 },
      { seq: 2, state: "escalated", level: "yellow", at: after(at + 4), detectedAt: after(at + 4), value: 1.2 },
    ],
    ...changes,
  });

const whole = (why: string[], changes: Partial<AlertView> = {}): AlertView =>
  alert({
    id: "w",
    kind: "debris-flow",
    deviceId: null,
    quantity: null,
    level: "red",
    evidence: why.map((words, i) => ({
      deviceId: ["up", "low"][i]!,
      quantity: "mud.level",
      value: 1.1 + i,
      at: after(28 * i),
      why: words,
    })),
    ...changes,
  });

const NOW = BEGINNING + 60_000;

describe("a gully", () => {
  it("has its stations from the top down, those of one place as one", () => {
    const { stations, village } = gullyOf(FLOW, DEVICES, [], NOW);
    expect(stations.map(({ chainage, devices }) => [chainage, ...devices.map(({ id }) => id)])).toEqual([
      [0, "up"],
      [250, "low", "mic"],
    ]);
    expect(village).toBe(1_500);
  });

  it("tells when the front was at a station: with its first reading at yellow, not with the one that was told", () => {
    const { stations, seen } = gullyOf(FLOW, DEVICES, [front("up", 10)], NOW);
    expect(stations[0]!.front).toMatchObject({ at: after(10), value: 1.2, level: "yellow" });
    expect(seen).toBe(1);
  });

  it("does not take a blue for a front, nor what no front is told by", () => {
    const blue = front("up", 10, { history: front("up", 10).history.slice(0, 1) });
    const wet = front("low", 10, { quantity: "soil.moisture" });
    expect(gullyOf(FLOW, DEVICES, [blue, wet], NOW).seen).toBe(0);
  });

  it("with one station proves nothing: no speed, no arrival", () => {
    const { seen, passage, arrival } = gullyOf(FLOW, DEVICES, [front("up", 0), whole(["front at 0 m"])], NOW);
    expect([seen, passage, arrival]).toEqual([1, null, null]);
  });

  it("with two in flow order has speed and arrival, and the times that were counted", () => {
    const forecast = {
      failureAt: after(168),
      earliest: after(111),
      latest: after(653),
      method: "debris-flow",
      r2: null,
      refusedBy: null,
    };
    const told = whole(["front at 0 m", "front 250 m on after 28 s: 8.928 m/s"], { forecast });
    const { passage, arrival, stations } = gullyOf(FLOW, DEVICES, [front("up", 1), front("low", 27), told], NOW);
    expect(passage).toEqual({ metres: 250, seconds: 28, speed: 8.928 });
    expect(arrival).toEqual(forecast);
    expect(stations.map(({ front: one }) => one?.at)).toEqual([after(0), after(28)]);
  });

  it("forgets a front of an hour ago, unless the flow that it proved is told of still", () => {
    const past = [front("up", 0, { open: false }), front("low", 28, { open: false })];
    const late = BEGINNING + 3_600_000;
    expect(gullyOf(FLOW, DEVICES, past, late).seen).toBe(0);
    const told = whole(["front at 0 m", "front 250 m on after 28 s: 8.928 m/s"]);
    expect(gullyOf(FLOW, DEVICES, [...past, told], late).seen).toBe(2);
  });

  it("says which station would see nothing", () => {
    const deaf = DEVICES.map((one) => (one.id === "up" ? { ...one, online: false } : one));
    expect(gullyOf(FLOW, deaf, [], NOW).stations.map(({ blind }) => blind)).toEqual([true, false]);
  });
});
