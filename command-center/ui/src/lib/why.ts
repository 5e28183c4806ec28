import type { AlertView } from "@/api/types";
import type { Lang } from "./age";

/** How many different instruments the alert stands on. */
export const instruments = (alert: Pick<AlertView, "evidence">): number =>
  new Set(alert.evidence.map(({ deviceId }) => deviceId)).size;

const CAUSES = /^(rain|snow|temperature|air)/;
const WATER = /^(pore|soil|water|surface\.water|seepage)/;

/** What a slope does comes first, then the water in it, then what may have caused either. */
export const bearingOf = (quantity: string | null): number =>
  quantity === null ? 0 : CAUSES.test(quantity) ? 2 : WATER.test(quantity) ? 1 : 0;

/** In that order; among equals as they stood, the worst first. */
export const byBearing = <T extends { readonly quantity: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => bearingOf(a.quantity) - bearingOf(b.quantity));

const SPANS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  min: ["分钟", "min"],
  h: ["小时", "h"],
  d: ["天", "d"],
};

/** What an alert of rain is about: the rain of so many hours, as its evidence says, or a measure made of rain. */
export function rainText(alert: Pick<AlertView, "evidence">, lang: Lang): string {
  const [, count, unit] = alert.evidence.map(({ why }) => / · (\S+) (min|h|d)$/.exec(why)).find((found) => found) ?? [];
  const span = unit === undefined ? undefined : SPANS[unit];
  if (!count || !span) return lang === "zh" ? "雨情指标" : "Measure of rain";
  return lang === "zh" ? `${count}${span[0]}雨量` : `Rain in ${count} ${span[1]}`;
}

/** The channel whose curve explains the alert: its own, or that of its first evidence. */
export function channelOf(
  alert: Pick<AlertView, "deviceId" | "quantity" | "evidence">,
): { readonly device: string; readonly quantity: string } | null {
  const first = byBearing(alert.evidence)[0];
  const own = alert.evidence.find(({ deviceId }) => deviceId === alert.deviceId) ?? first;
  if (own) return { device: own.deviceId, quantity: own.quantity };
  return alert.deviceId && alert.quantity ? { device: alert.deviceId, quantity: alert.quantity } : null;
}
