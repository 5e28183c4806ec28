import type { AlertView, Level, PointView } from "@/api/types";
import { bearingOf } from "./why";

/** From the gravest to the mildest: the order in which people look. */
export const LEVELS: readonly Level[] = ["red", "orange", "yellow", "blue"];

const RANK: Readonly<Record<Level, number>> = { blue: 1, yellow: 2, orange: 3, red: 4 };

/** 0 for no level, 4 for red. */
export const rankOf = (level: Level | null): number => (level ? RANK[level] : 0);

/** What a point is shown at: its alerts may be over, or never have been, where people were told to leave. */
export const pointLevel = ({ level, warned }: Pick<PointView, "level" | "warned">): Level | null =>
  rankOf(warned) > rankOf(level) ? warned : level;

/** Outlines in a box of 36 × 36 around the origin: octagon, triangle, diamond, circle. */
export const SHAPES: Readonly<Record<Level, string>> = {
  red: "M-7,-17L7,-17L17,-7L17,7L7,17L-7,17L-17,7L-17,-7Z",
  orange: "M0,-15L16,13L-16,13Z",
  yellow: "M0,-15L15,0L0,15L-15,0Z",
  blue: "M0,-12A12,12 0 1 1 0,12A12,12 0 1 1 0,-12Z",
};

export const isEquipment = (alert: Pick<AlertView, "kind">): boolean =>
  alert.kind === "offline" || alert.kind === "quality";

/** Worst first; among equals the unacknowledged, then movement before rain, then the newest. */
export function byUrgency(a: AlertView, b: AlertView): number {
  return (
    rankOf(b.level) - rankOf(a.level) ||
    Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
    bearingOf(a.quantity) - bearingOf(b.quantity) ||
    Date.parse(b.since) - Date.parse(a.since)
  );
}

/**
 * So long a doubtful reading may wait for the next one, or for another instrument, before it counts as any other: what tears
 * an instrument off leaves nothing that could confirm it.
 */
export const UNCONFIRMED_MS = 600_000;
/** The job gives this confidence to what it finds in doubt. */
const DOUBTFUL = 0.5;
/** Clocks of browsers may be this far off; one that is further counts for nothing. */
const SKEW_MS = 60_000;

/** It stands on one doubtful reading of one instrument (待证实): shown at once, and called out when it is confirmed. */
export function isUnconfirmed(alert: AlertView, now = Date.now()): boolean {
  const age = now - Date.parse(alert.detectedAt);
  return (
    alert.open &&
    !isEquipment(alert) &&
    alert.deviceId !== null &&
    alert.confidence <= DOUBTFUL &&
    !alert.corroborated &&
    age >= -SKEW_MS &&
    age < UNCONFIRMED_MS
  );
}

/** A red of the past that was confirmed, or that nothing contradicted for so long that it counted. */
function wasRed({ history, detectedAt, open }: AlertView, now: number): boolean {
  return history.some(({ level, sure, detectedAt: told }, i) => {
    const next = history[i + 1]?.detectedAt ?? (open ? new Date(now).toISOString() : detectedAt);
    return level === "red" && (sure !== false || Date.parse(next) - Date.parse(told) >= UNCONFIRMED_MS);
  });
}

/** `highest` forgets a red that the job has taken back; the history does not. */
const wasEverRed = (alert: AlertView, now: number): boolean => {
  const reds = alert.history.filter(({ level }) => level === "red");
  const isOnlyDoubt = reds.length > 0 && reds.every(({ sure }) => sure === false);
  return (alert.highest === "red" && !isOnlyDoubt) || wasRed(alert, now);
};

/**
 * A red that nobody has acknowledged, although it may have eased or be over: it sounds and blinks. One that waits to be
 * confirmed does not yet.
 */
export const isCrying = (alert: AlertView, now = Date.now()): boolean =>
  alert.acknowledgedAt === null && ((alert.level === "red" && !isUnconfirmed(alert, now)) || wasEverRed(alert, now));

/** A red that eased or ended before anybody acknowledged it. */
export const isUnheard = (alert: AlertView): boolean => isCrying(alert) && !(alert.open && alert.level === "red");

/** The level that an alert is shown with: a red stays one until somebody has acknowledged it. */
export const shownLevel = (alert: AlertView): Level | null => (isCrying(alert) ? "red" : alert.level);

/** Returned to normal before anybody acknowledged it (ISA-18.2: RTNUN). Of equipment nobody has to say that it is well. */
export const isReturned = (alert: AlertView): boolean =>
  !alert.open && alert.acknowledgedAt === null && !isEquipment(alert);

/** The highest level that an alert ever stood at: `highest` forgets what the job has taken back. */
const highestOf = ({ level, highest, history }: AlertView): Level | null =>
  [level, highest, ...history.map((step) => step.level)].reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a), null);

/** The level by which an alert is marked in a list: of what is over and waits, the highest that it came to. */
export const markLevel = (alert: AlertView): Level | null => (isReturned(alert) ? highestOf(alert) : shownLevel(alert));

const waits = (alert: AlertView): boolean => alert.open || isReturned(alert);

/** What is acknowledged together with an alert: whatever waits at the same point, open or over. */
export function waitingWith(alert: AlertView, alerts: Iterable<AlertView>): AlertView[] {
  const others = [...alerts].filter(
    (other) =>
      waits(other) &&
      other.acknowledgedAt === null &&
      !isEquipment(other) &&
      other.id !== alert.id &&
      other.pointId !== null &&
      other.pointId === alert.pointId,
  );
  return [alert, ...others];
}

const MOST_HEROES = 2;

/** Who stands large of those in order of call: the first; when there are several reds, two of them share the place. */
export function heroesOf(urgent: readonly AlertView[]): readonly AlertView[] {
  const reds = urgent.filter((alert) => shownLevel(alert) === "red").slice(0, MOST_HEROES);
  return reds.length > 1 ? reds : urgent.slice(0, 1);
}

const placeOf = ({ pointId, target }: AlertView): string => pointId ?? target;

/** The first of each hazard point. */
function onePerPlace(alerts: readonly AlertView[]): Map<string, AlertView> {
  const first = new Map<string, AlertView>();
  for (const alert of alerts) if (!first.has(placeOf(alert))) first.set(placeOf(alert), alert);
  return first;
}

/**
 * Open slope alerts, worst first, one per hazard point: the rest of a point stands behind its worst. A red that went before
 * anybody acknowledged it stands beside the level of today, unless that one cries already.
 */
export function callsOf(alerts: readonly AlertView[]): AlertView[] {
  const open = alerts.filter((alert) => alert.open && !isEquipment(alert) && alert.level !== null);
  const standing = onePerPlace([...open].sort(byStanding));
  const unheard = onePerPlace(alerts.filter(isUnheard).sort(byUrgency));
  const beside = [...unheard].flatMap(([place, alert]) => {
    const shown = standing.get(place);
    return shown && isCrying(shown) ? [] : [alert];
  });
  return [...standing.values(), ...beside].sort(byCall);
}

/**
 * What returned to normal unacknowledged and is not called already, the gravest first, one per hazard point. A call of the
 * same point that still waits stands for it, since both are acknowledged together.
 */
export function returnedOf(alerts: readonly AlertView[], calls: readonly AlertView[]): AlertView[] {
  const called = new Set(calls.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(placeOf));
  const returned = alerts.filter((alert) => isReturned(alert) && !called.has(placeOf(alert)));
  return [...onePerPlace(returned.sort(byReturn)).values()];
}

const byReturn = (a: AlertView, b: AlertView): number =>
  rankOf(markLevel(b)) - rankOf(markLevel(a)) || Date.parse(b.detectedAt) - Date.parse(a.detectedAt);

/** The gravest of today first; among equals the one that cries. */
const byStanding = (a: AlertView, b: AlertView): number =>
  rankOf(b.level) - rankOf(a.level) || Number(isCrying(b)) - Number(isCrying(a)) || byUrgency(a, b);

/** The gravest that is shown first; among equals the unacknowledged, then the graver of today. */
const byCall = (a: AlertView, b: AlertView): number =>
  rankOf(shownLevel(b)) - rankOf(shownLevel(a)) ||
  Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
  byUrgency(a, b);
