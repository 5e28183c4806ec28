import type { Sample } from "./series";

/** Rain that fell somewhere between two instants. */
export interface RainBar {
  /** Unix seconds. */
  readonly from: number;
  readonly until: number;
  readonly mm: number;
}

/** The rain of the last hour and day at a gauge, in mm. */
export interface GaugeRain {
  readonly device: string;
  readonly name: string;
  readonly pointId: string | null;
  readonly division: string;
  readonly hour: number;
  /** A silence reaches over the beginning of the hour: what the hour has of its rain is a guess. */
  readonly rough: boolean;
  readonly day: number;
  /** When it was last heard, in ms; `null` when nothing came for a day. */
  readonly newestAt: number | null;
  /** When these numbers lose their ink, in ms: its next readings, or our next questions, are overdue. */
  readonly goodUntil: number;
}

/** Buckets that follow each other are not exactly one width apart. */
const JOINED = 1.5;

/**
 * Rain of a counter, in samples of `width` seconds: the rise since the sample before; a fall is a reset, and what stands after
 * it has fallen since. What rose while nothing was heard fell somewhere in that gap, and stands in a bar as long as the gap.
 */
export function rainFromCounter(samples: readonly Sample[], width: number): RainBar[] {
  return samples.flatMap((sample, i) => {
    const before = samples[i - 1];
    const until = sample.t + width;
    const within = sample.max - sample.min;
    if (!before) return [{ from: sample.t, until, mm: within }];
    const rise = sample.max - before.max;
    const mm = rise >= 0 ? rise : sample.max;
    if (sample.t - before.t <= JOINED * width) return [{ from: sample.t, until, mm }];
    const own = Math.min(mm, within);
    return [
      { from: before.t + width, until: sample.t, mm: mm - own },
      { from: sample.t, until, mm: own },
    ];
  });
}

/** Rain of a gauge that reports the rain of each interval. */
export const rainFromIntervals = (samples: readonly Sample[], width: number): RainBar[] =>
  samples.map(({ t, mean, count }) => ({ from: t, until: t + width, mm: mean * count }));

export const rainBars = (quantity: string, samples: readonly Sample[], width: number): RainBar[] =>
  quantity === "rain.total" ? rainFromCounter(samples, width) : rainFromIntervals(samples, width);

/** What has fallen since the first of them, as a curve that begins at nothing: what a counter says is of its whole life. */
export function rainSum(bars: readonly RainBar[], width: number): Sample[] {
  let sum = 0;
  return bars.map(({ until, mm }) => {
    sum += mm;
    return { t: until - width, min: sum, mean: sum, max: sum, count: 1 };
  });
}

/** Millimetres that fell at or after `from` (Unix seconds); of a bar that began before, the share that its time has. */
export const rainSince = (bars: readonly RainBar[], from: number): number =>
  bars.reduce((sum, bar) => {
    if (bar.until <= from) return sum;
    const share = bar.from >= from ? 1 : (bar.until - from) / (bar.until - bar.from);
    return sum + bar.mm * share;
  }, 0);

/** Whether that sum is a guess: a gap reaches over `from`, and nobody knows on which side of it its rain fell. */
export const isRough = (bars: readonly RainBar[], from: number, width: number): boolean =>
  bars.some((bar) => bar.mm > 0 && bar.from < from && bar.until > from && bar.until - bar.from > JOINED * width);

/** The height of a bar in rain per `width`, so that its area is its rain. */
export const barHeight = ({ from, until, mm }: RainBar, width: number): number =>
  (mm * width) / Math.max(until - from, 1);
