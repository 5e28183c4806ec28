import type { AlertView, Channel, DeviceView } from "@/api/types";
import { ageMs, isStale } from "./age";
import { channelOf } from "./why";

const DAY_MS = 86_400_000;

function instrumentOf(alert: AlertView, devices: readonly DeviceView[]) {
  const wanted = channelOf(alert);
  const device = devices.find(({ id }) => id === wanted?.device);
  const channel = device?.channels.find(({ quantity }) => quantity === wanted?.quantity);
  return { wanted, device, channel };
}

/** Readings were placed long before they came: a record that is replayed. Their own times say nothing about silence. */
const isReplayed = ({ at, detectedAt }: AlertView): boolean => Date.parse(detectedAt) - Date.parse(at) > DAY_MS;

/**
 * How long, in ms, the instrument that the alert stands on has said nothing; `null` while it is heard or nothing is known
 * of it. `peers` are the alerts of the same point: an open one of silence tells where the device is not at hand.
 */
export function silenceOf(
  alert: AlertView,
  peers: readonly AlertView[],
  devices: readonly DeviceView[],
  now: number,
): number | null {
  const { wanted, device, channel } = instrumentOf(alert, devices);
  const told = peers.find(({ open, kind, deviceId }) => open && kind === "offline" && deviceId === wanted?.device);
  if (!device) return told ? ageMs(told.since, now) : null;
  const heard = isReplayed(alert) ? device.lastSeen : (channel?.at ?? device.lastSeen);
  if (heard !== null) return device.online === false || isStale(heard, device.interval, now) ? ageMs(heard, now) : null;
  return told ? ageMs(told.since, now) : null;
}

/** What the channel reads now, where its values are of the same kind as the alert's: the rule's own line is drawn on it. */
export function presentOf(alert: AlertView, devices: readonly DeviceView[]): Channel | null {
  const { channel } = instrumentOf(alert, devices);
  const isSameKind =
    channel?.unit === alert.unit &&
    channel?.quantity === alert.quantity &&
    channel?.limits.some(({ ruleId }) => ruleId === alert.ruleId);
  return channel && isSameKind && channel.value !== null ? channel : null;
}
