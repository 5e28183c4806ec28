import type { WhyForecast } from "@/api/types";
import { type Range, runsOf } from "./plot";

/** The gates that a forecast must pass, in the order in which they are asked. */
export const GATES = ["noise", "samples", "fit", "acceleration", "horizon", "stability"] as const;

/** A forecast as it was made at `t`, which held until the next one; all times in ms. */
export interface Foreseen {
  readonly t: number;
  readonly until: number;
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

/**
 * Oldest first: one is told where it differs from the one before. One without a window or a date stands for nothing, and is told as
 * refused even where no gate is named.
 *
 * @param end of the record, ms: until then the last one holds
 */
export function foreseen(forecasts: readonly WhyForecast[], end: number): Foreseen[] {
  const told = forecasts
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
  return told.map((one, i) => ({ ...one, until: told[i + 1]?.t ?? Math.max(end, one.t) }));
}

export const standing = (all: readonly Foreseen[]): Foreseen[] => all.filter(({ refusedBy }) => refusedBy === null);

/** Unbroken stretches of forecasts that stand: a refused one ends a stretch. */
export const stretches = (all: readonly Foreseen[]): Foreseen[][] =>
  runsOf(all, Infinity, ({ refusedBy }) => refusedBy === null);

/** One after the other as stairs: each holds until the next. */
export const stairs = (run: readonly Foreseen[]): Foreseen[] =>
  run.flatMap((one) => (one.until > one.t ? [one, { ...one, t: one.until }] : [one]));

export type Spell = readonly [from: number, to: number];

export interface Gate {
  readonly name: string;
  readonly spells: readonly Spell[];
}

/** The times of forecasts that follow each other, as one. */
export function spellsOf(run: readonly Pick<Foreseen, "t" | "until">[]): Spell[] {
  const spells: [number, number][] = [];
  for (const { t, until } of run) {
    const last = spells.at(-1);
    if (last?.[1] === t) last[1] = until;
    else spells.push([t, until]);
  }
  return spells;
}

export const lengthOf = (spells: readonly Spell[]): number => spells.reduce((sum, [from, to]) => sum + to - from, 0);

/** The gates that refused something, in their order; unknown ones last. */
export function gatesOf(all: readonly Foreseen[]): Gate[] {
  const found = new Map<string, Foreseen[]>();
  for (const one of all) {
    if (one.refusedBy === null) continue;
    found.set(one.refusedBy, [...(found.get(one.refusedBy) ?? []), one]);
  }
  const rank = (name: string): number => {
    const i = (GATES as readonly string[]).indexOf(name);
    return i < 0 ? GATES.length : i;
  };
  return [...found]
    .map(([name, held]) => ({ name, spells: spellsOf(held) }))
    .sort((a, b) => rank(a.name) - rank(b.name));
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
