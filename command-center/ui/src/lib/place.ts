import type { AlertView, DeviceView, Level } from "@/api/types";
import { silenceOf } from "./present";
import { byUrgency, isCrying, isEquipment, rankOf } from "./level";
import { channelOf } from "./why";

/** The alerts of each hazard point, by its id; those without a point stand under their target. */
export function byPlace(alerts: Iterable<AlertView>): ReadonlyMap<string, readonly AlertView[]> {
  const places = new Map<string, AlertView[]>();
  for (const alert of alerts) {
    const held = places.get(placeOf(alert));
    if (held) held.push(alert);
    else places.set(placeOf(alert), [alert]);
  }
  return places;
}

export const placeOf = ({ pointId, target }: Pick<AlertView, "pointId" | "target">): string => pointId ?? target;

const isStanding = (alert: AlertView): boolean => alert.open && alert.level !== null && !isEquipment(alert);

/** Since when an open alert has been at the level or above it without a break. */
export function reachedAt(alert: AlertView, level: Level): string {
  const wanted = rankOf(level);
  let from = alert.since;
  for (const step of [...alert.history].sort((a, b) => b.seq - a.seq)) {
    if (rankOf(step.level) < wanted) break;
    if (Date.parse(step.at) < Date.parse(from)) from = step.at;
  }
  return from;
}

/**
 * Since when the point of the alert is at the alert's level or above it: a further instrument, or one that eases to where
 * another stands, does not begin the time anew.
 */
export function standingSince(alert: AlertView, peers: readonly AlertView[]): string {
  const { level } = alert;
  if (!isStanding(alert) || level === null) return alert.since;
  return [alert, ...peers.filter((peer) => isStanding(peer) && rankOf(peer.level) >= rankOf(level))]
    .map((peer) => reachedAt(peer, level))
    .reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a));
}

/** Who speaks for the point: the alert itself, or one that is like it in every respect while its own instrument is silent. */
export function leadOf(
  alert: AlertView,
  peers: readonly AlertView[],
  devices: readonly DeviceView[],
  now: number,
): AlertView {
  if (!isStanding(alert) || silenceOf(alert, peers, devices, now) === null) return alert;
  const alive = peers
    .filter(
      (peer) =>
        isStanding(peer) &&
        peer.level === alert.level &&
        isCrying(peer) === isCrying(alert) &&
        (peer.acknowledgedAt === null) === (alert.acknowledgedAt === null) &&
        silenceOf(peer, peers, devices, now) === null,
    )
    .sort(byUrgency);
  return alive[0] ?? alert;
}

/** How many instruments of its evidence say the same now: they are over a line of their own, and are heard. */
export function agreeing(
  alert: AlertView,
  peers: readonly AlertView[],
  devices: readonly DeviceView[],
  now: number,
): number {
  const named = new Set(alert.evidence.map(({ deviceId }) => deviceId));
  const over = [alert, ...peers].filter((peer) => isStanding(peer) && silenceOf(peer, peers, devices, now) === null);
  return new Set(over.flatMap((peer) => channelOf(peer)?.device ?? []).filter((id) => named.has(id))).size;
}
