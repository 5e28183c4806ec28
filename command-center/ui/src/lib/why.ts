import type { AlertView } from "@/api/types";

/** How many different instruments the alert stands on. */
export const instruments = (alert: Pick<AlertView, "evidence">): number =>
  new Set(alert.evidence.map(({ deviceId }) => deviceId)).size;

/** The channel whose curve explains the alert: its own, or that of its first evidence. */
export function channelOf(
  alert: Pick<AlertView, "deviceId" | "quantity" | "evidence">,
): { readonly device: string; readonly quantity: string } | null {
  const first = alert.evidence[0];
  const own = alert.evidence.find(({ deviceId }) => deviceId === alert.deviceId) ?? first;
  if (own) return { device: own.deviceId, quantity: own.quantity };
  return alert.deviceId && alert.quantity ? { device: alert.deviceId, quantity: alert.quantity } : null;
}
