import type { WhyForecast } from "@/api/types";
import { type Range, runsOf } from "./plot";

/** The gates that a forecast must pass, in the order in which they are asked. */
export const GATES = ["noise", "samples", "fit", "acceleration", "horizon", "stability"] as const;

/** A forecast as it was made at `t`; all times in ms. */
export interface Foreseen {
  readonly t: number;
  readonly failureAt: number | null;
  readonly low: number;
  readonly high: number;
  /** The gate that refused it; `null` for a forecast that stands. */
  readonly refusedBy: string | null;
}

export const msOf = (time: string | number | null | undefined): number | null => {
  if (time === null || time === undefined) return null;
  const ms = typeof time === "number" ? time : Date.parse(time);
  return Number.isFinite(ms) ? ms : null;
};

/** Oldest first. One without a window or a date stands for nothing, and is told as refused even where no gate is named. */
export function foreseen(forecasts: readonly WhyForecast[]): Foreseen[] {
  return forecasts
    .flatMap((one) => {
      const t = msOf(one.at);
      if (t === null) return [];
      const failureAt = msOf(one.failureAt);
      const low = msOf(one.earliest) ?? failureAt;
      const high = msOf(one.latest) ?? failureAt;
      const stands = one.refusedBy === null && low !== null && high !== null;
      return [{ t, failureAt, low: low ?? NaN, high: high ?? NaN, refusedBy: stands ? null : (one.refusedBy ?? "") }];
    })
    .sort((a, b) => a.t - b.t);
}

export const standing = (all: readonly Foreseen[]): Foreseen[] => all.filter(({ refusedBy }) => refusedBy === null);

/** Unbroken stretches of forecasts that stand: a refused one ends a stretch. */
export const stretches = (all: readonly Foreseen[], gap: number): Foreseen[][] =>
  runsOf(all, gap, ({ refusedBy }) => refusedBy === null);

export interface Gate {
  readonly name: string;
  readonly times: readonly number[];
}

/** The gates that refused something, in their order; unknown ones last. */
export function gatesOf(all: readonly Foreseen[]): Gate[] {
  const found = new Map<string, number[]>();
  for (const { refusedBy, t } of all) {
    if (refusedBy === null) continue;
    const times = found.get(refusedBy);
    if (times) times.push(t);
    else found.set(refusedBy, [t]);
  }
  const rank = (name: string): number => {
    const i = (GATES as readonly string[]).indexOf(name);
    return i < 0 ? GATES.length : i;
  };
  return [...found].map(([name, times]) => ({ name, times })).sort((a, b) => rank(a.name) - rank(b.name));
}

/**
 * The range of failure times that is shown: all windows begin in it, the newest is whole, and so is `now`. A single
 * forecast of long ago that saw very far does not flatten the rest.
 */
export function failureRange(all: readonly Foreseen[], now: number): Range {
  const held = standing(all);
  const last = held.at(-1);
  if (!last) return [now, now + 1];
  const highs = held.map(({ high }) => high).sort((a, b) => a - b);
  const most = Math.max(last.high, highs[Math.floor((highs.length - 1) * 0.9)]!);
  const least = Math.min(now, ...held.map(({ low }) => low));
  const margin = Math.max(0.08 * (most - least), 60_000);
  return [least - margin, Math.max(most, now) + margin];
}

/** What stands for "now": a record that ended long ago is looked at as of its end. */
export function referenceOf([from, to]: Range, now: number): { readonly t: number; readonly isNow: boolean } {
  const patience = Math.max(0.5 * (to - from), 3_600_000);
  return now > to + patience || now < from ? { t: to, isNow: false } : { t: now, isNow: true };
}
