import type { AlertView, Level } from "@/api/types";

/** From the gravest to the mildest: the order in which people look. */
export const LEVELS: readonly Level[] = ["red", "orange", "yellow", "blue"];

const RANK: Readonly<Record<Level, number>> = { blue: 1, yellow: 2, orange: 3, red: 4 };

/** 0 for no level, 4 for red. */
export const rankOf = (level: Level | null): number => (level ? RANK[level] : 0);

/** Outlines in a box of 36 × 36 around the origin: octagon, triangle, diamond, circle. */
export const SHAPES: Readonly<Record<Level, string>> = {
  red: "M-7,-17L7,-17L17,-7L17,7L7,17L-7,17L-17,7L-17,-7Z",
  orange: "M0,-15L16,13L-16,13Z",
  yellow: "M0,-15L15,0L0,15L-15,0Z",
  blue: "M0,-12A12,12 0 1 1 0,12A12,12 0 1 1 0,-12Z",
};

export const isEquipment = (alert: Pick<AlertView, "kind">): boolean =>
  alert.kind === "offline" || alert.kind === "quality";

/** Worst first; among equals the unacknowledged, then the newest. */
export function byUrgency(a: AlertView, b: AlertView): number {
  return (
    rankOf(b.level) - rankOf(a.level) ||
    Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
    Date.parse(b.since) - Date.parse(a.since)
  );
}

/** A red that nobody has acknowledged: it sounds and blinks. */
export const isCrying = (alert: AlertView): boolean =>
  alert.open && alert.level === "red" && alert.acknowledgedAt === null;

/** What is acknowledged together with an alert: everything open at the same point that nobody has acknowledged. */
export function waitingWith(alert: AlertView, alerts: Iterable<AlertView>): AlertView[] {
  const others = [...alerts].filter(
    (other) =>
      other.open &&
      other.acknowledgedAt === null &&
      !isEquipment(other) &&
      other.id !== alert.id &&
      other.pointId !== null &&
      other.pointId === alert.pointId,
  );
  return [alert, ...others];
}

const MOST_HEROES = 2;

/** Who stands large: the worst alert; when there are several reds, two of them share the place. */
export function heroesOf(urgent: readonly AlertView[]): readonly AlertView[] {
  const reds = urgent.filter(({ level }) => level === "red").slice(0, MOST_HEROES);
  return reds.length > 1 ? reds : urgent.slice(0, 1);
}

/** Open slope alerts, worst first, one per hazard point: the rest of a point stands behind its worst. */
export function worstPerPoint(alerts: readonly AlertView[]): AlertView[] {
  const seen = new Set<string>();
  return alerts
    .filter((alert) => alert.open && !isEquipment(alert) && alert.level !== null)
    .sort(byUrgency)
    .filter((alert) => {
      const place = alert.pointId ?? alert.target;
      return seen.has(place) ? false : (seen.add(place), true);
    });
}
