import type { Bucket, Level, Limit } from "@/api/types";
import { rankOf } from "./level";

export interface Sample {
  /** Unix seconds. */
  readonly t: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly count: number;
}

export interface Crossing {
  readonly level: Level;
  readonly limit: number;
  readonly t: number;
  readonly value: number;
}

/** Buckets that hold something, oldest first. */
export function samplesOf(buckets: readonly Bucket[]): Sample[] {
  return buckets
    .filter((bucket) => bucket.count > 0 && Number.isFinite(bucket.mean))
    .map(({ t, ...rest }) => ({ ...rest, t: Date.parse(t) / 1000 }))
    .sort((a, b) => a.t - b.t);
}

/** Adds a live value: it joins the last sample when it falls into the same `width` seconds, else it begins a new one. */
export function withLive(samples: readonly Sample[], t: number, value: number, width: number): Sample[] {
  const last = samples.at(-1);
  if (last && t < last.t) return [...samples];
  if (!last || t >= last.t + width) return [...samples, { t, min: value, mean: value, max: value, count: 1 }];
  if (t === last.t && last.count === 1)
    return [...samples.slice(0, -1), { ...last, min: value, mean: value, max: value }];
  const count = last.count + 1;
  const joined: Sample = {
    t: last.t,
    min: Math.min(last.min, value),
    mean: last.mean + (value - last.mean) / count,
    max: Math.max(last.max, value),
    count,
  };
  return [...samples.slice(0, -1), joined];
}

/** Samples that are not older than `from` (Unix seconds). */
export const since = (samples: readonly Sample[], from: number): Sample[] => samples.filter(({ t }) => t >= from);

/** The value of a sample that comes closest to the limit, or goes furthest over it. */
function extremeOf(sample: Sample, limit: Limit): number {
  if (limit.below) return sample.min;
  return limit.absolute && -sample.min > sample.max ? sample.min : sample.max;
}

function beyond(sample: Sample, limit: Limit): boolean {
  const extreme = extremeOf(sample, limit);
  return limit.below ? extreme <= limit.value : (limit.absolute ? Math.abs(extreme) : extreme) >= limit.value;
}

/** Where the curve last went from inside to outside of each limit that it is still beyond, gravest first. */
export function crossings(samples: readonly Sample[], limits: readonly Limit[]): Crossing[] {
  const found: Crossing[] = [];
  for (const limit of limits) {
    const last = samples.at(-1);
    if (!last || !beyond(last, limit)) continue;
    let first = samples.length - 1;
    while (first > 0 && beyond(samples[first - 1]!, limit)) first--;
    if (first === 0) continue;
    const at = samples[first]!;
    found.push({ level: limit.level, limit: limit.value, t: at.t, value: extremeOf(at, limit) });
  }
  return found.sort((a, b) => rankOf(b.level) - rankOf(a.level));
}

/** Where the drawn line runs at `t`; at its ends outside of it. */
function lineAt(samples: readonly Sample[], t: number): { readonly t: number; readonly value: number } | null {
  const next = samples.findIndex((sample) => sample.t >= t);
  const after = samples[next] ?? samples.at(-1);
  const before = samples[next - 1];
  if (!after) return null;
  if (!before || next < 0) return { t: after.t, value: after.mean };
  const share = (t - before.t) / (after.t - before.t);
  return { t, value: before.mean + (after.mean - before.mean) * share };
}

/** A crossing as it is marked: on the drawn line, with a time that is no more exact than what is known of it. */
export interface Mark {
  readonly crossing: Crossing;
  /** Unix seconds. */
  readonly at: number;
  readonly isExact: boolean;
}

const MINUTE_S = 60;

/**
 * @param width seconds that one sample may stand for
 * @param known when the limit was crossed, in Unix seconds, where an alert says so
 */
export function markOf(crossing: Crossing, samples: readonly Sample[], width: number, known: number | null): Mark {
  const isWithin = known !== null && known >= (samples[0]?.t ?? Infinity);
  const at = isWithin ? known : crossing.t;
  const place = lineAt(samples, at) ?? { t: crossing.t, value: crossing.value };
  return { crossing: { ...crossing, ...place }, at, isExact: isWithin || width < MINUTE_S };
}

/** The newest version of the limit of each level, mildest first; two rules may limit one quantity: the stricter one stays. */
export function newestLimits(limits: readonly Limit[]): Limit[] {
  const byLevel = new Map<Level, Limit>();
  for (const limit of limits) {
    const held = byLevel.get(limit.level);
    if (!held || stricter(limit, held)) byLevel.set(limit.level, limit);
  }
  return [...byLevel.values()].sort((a, b) => rankOf(a.level) - rankOf(b.level));
}

function stricter(a: Limit, b: Limit): boolean {
  if (a.ruleId === b.ruleId) return a.ruleVersion > b.ruleVersion;
  return a.below ? a.value > b.value : a.value < b.value;
}

/** A limit as it is drawn: a limit without sign has a twin below zero, shown only where the curve goes there. */
export interface LimitLine {
  readonly level: Level;
  readonly value: number;
  readonly below: boolean;
}

export function linesOf(samples: readonly Sample[], limits: readonly Limit[]): LimitLine[] {
  const low = Math.min(0, ...samples.map(({ min }) => min));
  const high = Math.max(0, ...samples.map(({ max }) => max));
  return limits.flatMap(({ level, value, below, absolute }) => {
    const upper = { level, value, below };
    const lower = { level, value: -value, below: true };
    if (!absolute || value === 0) return [upper];
    return -low > high ? [lower] : -low > value / 2 ? [upper, lower] : [upper];
  });
}

/** The vertical range that shows the curve, and those lines that are within reach of it. */
export function rangeOf(samples: readonly Sample[], drawn: readonly LimitLine[]): [number, number] {
  if (samples.length === 0) return [0, 1];
  const low = Math.min(...samples.map(({ min }) => min));
  const high = Math.max(...samples.map(({ max }) => max));
  const reach = Math.max(high - low, Math.abs(high) * 0.2, 1e-3) * 2.5;
  const lines = drawn.map(({ value }) => value).filter((value) => value <= high + reach && value >= low - reach);
  const bottom = Math.min(low, ...lines);
  const top = Math.max(high, ...lines);
  const margin = Math.max((top - bottom) * 0.08, 1e-6);
  return [bottom - margin, top + margin];
}
