import type { AlertView, DeviceView, Flow, Forecast, Level } from "@/api/types";
import { rankOf } from "./level";

/** Devices nearer than this to each other are one station, m; as the job has it. */
const APART_M = 20;

const TELLS_OF_FRONTS = new Set([
  "mud.level",
  "flow.speed",
  "vibration",
  "vibration.x",
  "vibration.y",
  "vibration.z",
  "infrasound",
  "ground.sound",
]);

/** From yellow on a station has seen a front. */
const FRONT_RANK = rankOf("yellow");

/** The slowest flow has passed all stations, and the latest reading has come: then a front is of another flow. */
const SLOWEST_MPS = 2;
const LATE_MS = 600_000;

export interface StationFront {
  readonly at: string;
  readonly deviceId: string;
  readonly quantity: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly level: Level;
}

export interface GullyStation {
  readonly chainage: number;
  readonly devices: readonly { readonly id: string; readonly name: string; readonly online: boolean | null }[];
  /** None of its devices can be heard: it would see nothing. */
  readonly blind: boolean;
  readonly front: StationFront | null;
}

/** What two stations in flow order have proved. */
export interface Passage {
  readonly metres: number;
  readonly seconds: number;
  readonly speed: number;
}

export interface GullyView {
  readonly stations: readonly GullyStation[];
  readonly village: number | null;
  readonly passage: Passage | null;
  readonly arrival: Forecast | null;
  /** The alert of the gully as a whole. */
  readonly whole: AlertView | null;
  /** How many stations have seen a front. */
  readonly seen: number;
}

const memoryOf = ({ stations }: Flow): number => {
  const chainages = stations.map(({ chainage }) => chainage);
  return LATE_MS + ((Math.max(...chainages) - Math.min(...chainages)) / SLOWEST_MPS) * 1_000;
};

/** When the alert came to yellow or above, and where; `null` when it never did. A level tells when its first reading was. */
function frontOf(alert: AlertView): StationFront | null {
  const first = alert.history.find(({ level }) => rankOf(level) >= FRONT_RANK);
  const level = first?.level;
  if (!first || !level || !alert.deviceId || !alert.quantity) return null;
  const { deviceId, quantity, unit } = alert;
  const at = alert.level === level && alert.since < first.at ? alert.since : first.at;
  return { at, deviceId, quantity, value: first.value, unit, level };
}

/** The gully as a whole knows best when a front came by that it counts. */
function asTold(front: StationFront, whole: AlertView | null): StationFront {
  const row = whole?.evidence.find(
    ({ deviceId, quantity, why }) =>
      why.startsWith("front ") && deviceId === front.deviceId && quantity === front.quantity,
  );
  return row ? { ...front, at: row.at, value: row.value } : front;
}

function passageOf(whole: AlertView | null): Passage | null {
  for (const { why } of whole?.evidence ?? []) {
    const told = /^front ([\d.]+) m on after ([\d.]+) s: ([\d.]+) m\/s$/.exec(why);
    if (told) return { metres: Number(told[1]), seconds: Number(told[2]), speed: Number(told[3]) };
  }
  return null;
}

/** The stations from the top of the gully down. */
function grouped({ stations }: Flow): { chainage: number; ids: string[] }[] {
  const groups: { chainage: number; ids: string[] }[] = [];
  for (const { deviceId, chainage } of [...stations].sort((a, b) => a.chainage - b.chainage)) {
    const last = groups.at(-1);
    if (last && chainage - last.chainage < APART_M) last.ids.push(deviceId);
    else groups.push({ chainage, ids: [deviceId] });
  }
  return groups;
}

/**
 * A gully as it is now: what came by at each station, and what follows from it.
 *
 * @param alerts of the point, also those that are over
 * @param now in ms
 */
export function gullyOf(
  flow: Flow,
  devices: readonly DeviceView[],
  alerts: readonly AlertView[],
  now: number,
): GullyView {
  const whole = alerts.find(({ open, kind, deviceId }) => open && kind === "debris-flow" && deviceId === null) ?? null;
  const passed = passageOf(whole);
  // while the flow that was seen is told of, its fronts are; without one they fade as the job forgets them
  const since = passed && whole ? Date.parse(whole.firstAt) - memoryOf(flow) : now - memoryOf(flow);
  const fronts = alerts
    .filter(({ quantity }) => quantity !== null && TELLS_OF_FRONTS.has(quantity))
    .flatMap((alert) => {
      const front = frontOf(alert);
      return front && (alert.open || Date.parse(front.at) >= since) ? [asTold(front, whole)] : [];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const stations = grouped(flow).map(({ chainage, ids }) => {
    const own = ids.map((id) => devices.find((device) => device.id === id));
    return {
      chainage,
      devices: ids.map((id, i) => ({ id, name: own[i]?.name ?? id, online: own[i]?.online ?? null })),
      blind: own.every((device) => !device?.online),
      front: fronts.find(({ deviceId }) => ids.includes(deviceId)) ?? null,
    };
  });
  return {
    stations,
    village: flow.village,
    passage: passed,
    arrival: whole?.forecast ?? null,
    whole,
    seen: stations.filter(({ front }) => front).length,
  };
}
