import type { Sample } from "./series";

export interface RainBar {
  /** Unix seconds, start of the span. */
  readonly t: number;
  readonly mm: number;
}

/** Rain per sample of a counter: the rise since the sample before; a fall is a reset, and what stands after it has fallen since. */
export function rainFromCounter(samples: readonly Sample[]): RainBar[] {
  return samples.map((sample, i) => {
    const before = samples[i - 1];
    if (!before) return { t: sample.t, mm: sample.max - sample.min };
    const rise = sample.max - before.max;
    return { t: sample.t, mm: rise >= 0 ? rise : sample.max };
  });
}

/** Rain per sample of a gauge that reports the rain of each interval. */
export const rainFromIntervals = (samples: readonly Sample[]): RainBar[] =>
  samples.map(({ t, mean, count }) => ({ t, mm: mean * count }));

export const rainBars = (quantity: string, samples: readonly Sample[]): RainBar[] =>
  quantity === "rain.total" ? rainFromCounter(samples) : rainFromIntervals(samples);

/** Millimetres that fell at or after `from` (Unix seconds). */
export const rainSince = (bars: readonly RainBar[], from: number): number =>
  bars.reduce((sum, bar) => (bar.t >= from ? sum + bar.mm : sum), 0);
