import type { Level } from "@/api/types";
import { rankOf } from "./level";
import { minuteTime, monthDay } from "./time";

export type Range = readonly [low: number, high: number];
export type Scale = (value: number) => number;

/** A reading, or a hole where the method says nothing. `t` in ms. */
export interface Dot {
  readonly t: number;
  readonly v: number | null;
}

export const scaleOf =
  ([low, high]: Range, [from, to]: Range): Scale =>
  (value) =>
    from + ((value - low) / (high - low || 1)) * (to - from);

const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers within the range, `most` at the most. */
export function ticksOf([low, high]: Range, most: number): number[] {
  const raw = (high - low) / Math.max(1, most);
  if (!(raw > 0) || !Number.isFinite(raw)) return [];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * STEPS.find((n) => n * power >= raw * (1 - 1e-9))!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Days begin at midnight in Asia/Shanghai. */
const ZONE = 8 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365, 730, 1825].map((n) => n * DAY),
];

export interface TimeTick {
  readonly t: number;
  readonly label: string;
}

/** Round times within the range; where days are counted the label is the day, and so it is at midnight. */
export function timeTicksOf([from, to]: Range, most: number): TimeTick[] {
  if (!(to > from)) return [];
  const step = TIME_STEPS.find((one) => (to - from) / one <= most) ?? TIME_STEPS.at(-1)!;
  const ticks: TimeTick[] = [];
  for (let t = Math.ceil((from + ZONE) / step) * step - ZONE; t <= to; t += step) {
    ticks.push({ t, label: step >= DAY || (t + ZONE) % DAY === 0 ? monthDay(t) : minuteTime(t) });
  }
  return ticks;
}

const GAP = 3.5;
/** Of a record that was thinned to the extremes of each stretch the steps are uneven: the longer of them count too. */
const UNEVEN = 3;

/** How long a silence, in ms, breaks the line: some of the usual distances between two readings. */
export function gapOf(times: readonly number[]): number {
  const steps = times
    .slice(1)
    .map((t, i) => t - times[i]!)
    .sort((a, b) => a - b);
  const at = (share: number): number => steps[Math.floor((steps.length - 1) * share)]!;
  return steps.length === 0 ? Infinity : Math.max(GAP * at(0.5), UNEVEN * at(0.9));
}

/** Unbroken stretches: a hole, or a silence longer than the gap, ends one. */
export function runsOf<T extends { readonly t: number }>(
  items: readonly T[],
  gap: number,
  isHeld: (item: T) => boolean,
): T[][] {
  const runs: T[][] = [];
  let run: T[] = [];
  const end = (): void => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const item of items) {
    const before = run.at(-1);
    if (!isHeld(item) || (before && item.t - before.t > gap)) end();
    if (isHeld(item)) run.push(item);
  }
  end();
  return runs;
}

/** Of each of `columns` equal times the first, the least, the greatest, the last and a hole: what a screen can show. */
export function thinned(dots: readonly Dot[], [from, to]: Range, columns: number): readonly Dot[] {
  if (dots.length <= 4 * columns) return dots;
  const width = (to - from || 1) / columns;
  const kept: Dot[] = [];
  for (let i = 0; i < dots.length;) {
    const column = Math.floor((dots[i]!.t - from) / width);
    let end = i;
    const chosen = new Set<number>();
    let least = -1;
    let most = -1;
    for (; end < dots.length && Math.floor((dots[end]!.t - from) / width) === column; end++) {
      const value = dots[end]!.v;
      if (value === null) {
        chosen.add(end);
        continue;
      }
      if (least < 0 || value < dots[least]!.v!) least = end;
      if (most < 0 || value > dots[most]!.v!) most = end;
    }
    for (const one of [i, least, most, end - 1]) if (one >= 0) chosen.add(one);
    kept.push(...[...chosen].sort((a, b) => a - b).map((one) => dots[one]!));
    i = end;
  }
  return kept;
}

export interface Drawn {
  /** Lines where readings follow each other. */
  readonly path: string;
  /** Readings with nothing on either side: no line reaches them. */
  readonly single: readonly (readonly [x: number, y: number])[];
}

const at = (value: number): string => value.toFixed(1);

export function drawn(dots: readonly Dot[], gap: number, x: Scale, y: Scale): Drawn {
  const runs = runsOf(dots, gap, ({ v }) => v !== null && Number.isFinite(v));
  const lines = runs.filter((run) => run.length > 1);
  return {
    path: lines
      .map((run) => run.map(({ t, v }, i) => `${i === 0 ? "M" : "L"}${at(x(t))},${at(y(v!))}`).join(""))
      .join(""),
    single: runs.filter((run) => run.length === 1).map(([dot]) => [x(dot!.t), y(dot!.v!)] as const),
  };
}

/** The area between two lines over an unbroken stretch. */
export const bandOf = (run: readonly { t: number; low: number; high: number }[], x: Scale, y: Scale): string =>
  `${run.map(({ t, high }, i) => `${i === 0 ? "M" : "L"}${at(x(t))},${at(y(high))}`).join("")}${[...run]
    .reverse()
    .map(({ t, low }) => `L${at(x(t))},${at(y(low))}`)
    .join("")}Z`;

/** Places for labels that want to stand at `wanted`, at least `gap` apart, within the range if they fit at all. */
export function spread(wanted: readonly number[], gap: number, [low, high]: Range): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a]! - wanted[b]!);
  const places = wanted.map((one) => Math.min(high, Math.max(low, one)));
  for (let i = 1; i < order.length; i++) {
    places[order[i]!] = Math.max(places[order[i]!]!, places[order[i - 1]!]! + gap);
  }
  for (let i = order.length - 1, top = high; i >= 0; i--) {
    places[order[i]!] = Math.min(places[order[i]!]!, top);
    top = places[order[i]!]! - gap;
  }
  return places;
}

export interface LevelLimit {
  readonly level: Level;
  readonly value: number;
}

/** The limits that there are, mildest first. */
export const limitsOf = (limits: Readonly<Partial<Record<Level, number | null>>>): LevelLimit[] =>
  (Object.entries(limits) as [Level, number | null | undefined][])
    .flatMap(([level, value]) => (value == null || !Number.isFinite(value) ? [] : [{ level, value }]))
    .sort((a, b) => rankOf(a.level) - rankOf(b.level));

/** How many times the curve's own height a limit may lie away and still be drawn. */
const REACH = 1.6;
/** A curve of what remains is cut off at so many times its farthest limit: beyond that nobody needs it. */
const FAR = 4;

/**
 * The vertical range: the whole curve, and those limits that are within reach of it.
 *
 * @param below it alarms below its limits, so that only what is near them matters
 */
export function rangeFor(dots: readonly Dot[], limits: readonly LevelLimit[], below: boolean): Range {
  const values = dots.flatMap(({ v }) => (v === null || !Number.isFinite(v) ? [] : [v]));
  const lines = limits.map(({ value }) => value);
  if (values.length === 0 && lines.length === 0) return [0, 1];
  if (values.length === 0) return padded(Math.min(0, ...lines), Math.max(0, ...lines));
  const low = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const cut = FAR * Math.max(...lines);
  const high = below && lines.length > 0 && cut > low ? Math.min(most, cut) : most;
  const reach = REACH * Math.max(high - low, Math.abs(high) * 0.2, 1e-9);
  const near = lines.filter((line) => line <= high + reach && line >= low - reach);
  const bottom = Math.min(low, ...near);
  return padded(bottom >= 0 && bottom < 0.6 * high ? 0 : bottom, Math.max(high, ...near));
}

function padded(low: number, high: number): Range {
  const margin = Math.max((high - low) * 0.08, Math.abs(high) * 0.01, 1e-9);
  return [low === 0 ? 0 : low - margin, high + margin];
}

/** The nearest of times in order; -1 when there is none. */
export function nearest(times: readonly number[], t: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < t) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  return before >= 0 && t - times[before]! < times[low]! - t ? before : high < 0 ? -1 : low;
}
