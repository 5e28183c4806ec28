import type { AlertView, Channel, DeviceView, PointDelta } from "@/api/types";
import { isHousekeeping, isRain } from "./format";
import { channelOf } from "./why";

export interface Curve {
  readonly device: DeviceView;
  readonly channel: Channel;
}

/** The curves of a point: that of the worst alert first, then those with limits, then the rest; rain comes last. */
export function curvesOf(devices: readonly DeviceView[], worst: AlertView | undefined): Curve[] {
  const explained = worst ? channelOf(worst) : null;
  const rank = ({ device, channel }: Curve): number => {
    if (device.id === explained?.device && channel.quantity === explained.quantity) return 0;
    if (isRain(channel.quantity)) return 4;
    if (worst?.evidence.some((e) => e.deviceId === device.id && e.quantity === channel.quantity)) return 1;
    return channel.limits.length > 0 ? 2 : 3;
  };
  return devices
    .filter(({ state }) => state !== "retired")
    .flatMap((device) => device.channels.map((channel) => ({ device, channel })))
    .filter(({ channel }) => !isHousekeeping(channel.quantity))
    .map((curve, i) => ({ curve, key: rank(curve) * 1000 + i }))
    .sort((a, b) => a.key - b.key)
    .map(({ curve }) => curve);
}

/** The gauge whose rain hangs from the top of the other curves. */
export const rainCurve = (curves: readonly Curve[]): Curve | undefined =>
  curves.find(({ channel }) => channel.quantity === "rain.total") ??
  curves.find(({ channel }) => isRain(channel.quantity));

/** The devices after a live message: its values replace those of their channels, unless those are newer. */
export function withValues(
  devices: readonly DeviceView[],
  deviceId: string,
  received: string,
  values: readonly { quantity: string; value: number; unit: string | null; at: string; flag: number }[],
): DeviceView[] {
  return devices.map((device) => {
    if (device.id !== deviceId) return device;
    const channels = [...device.channels];
    for (const { quantity, value, unit, at, flag } of values) {
      const i = channels.findIndex((channel) => channel.quantity === quantity);
      const held = channels[i];
      if (!held) channels.push({ quantity, unit: unit ?? "", value, at, flag, limits: [] });
      else if (held.at === null || Date.parse(at) >= Date.parse(held.at)) channels[i] = { ...held, value, at, flag };
    }
    const lastSeen = device.lastSeen && Date.parse(device.lastSeen) > Date.parse(received) ? device.lastSeen : received;
    return { ...device, channels, lastSeen };
  });
}

/** The devices after whatever was heard on the topic of their point. */
export function withDelta(devices: readonly DeviceView[], delta: PointDelta): readonly DeviceView[] {
  if (delta.type === "obs") return withValues(devices, delta.deviceId, delta.received, delta.values);
  if (delta.type !== "device") return devices;
  const known = devices.some(({ id }) => id === delta.device.id);
  return known
    ? devices.map((device) => (device.id === delta.device.id ? delta.device : device))
    : [...devices, delta.device];
}

/** The registered name of a device, or its id. */
export const deviceName = (devices: readonly DeviceView[], id: string): string =>
  devices.find((device) => device.id === id)?.name ?? id;
