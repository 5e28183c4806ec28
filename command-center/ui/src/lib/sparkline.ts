import type { Sample } from "./series";

export interface Sparkline {
  readonly line: string;
  readonly area: string;
  readonly end: readonly [x: number, y: number];
  readonly y: (value: number) => number;
}

/** A curve as an SVG path in a box of `width` × `height`; `null` with fewer than two samples. */
export function sparkline(
  samples: readonly Sample[],
  [low, high]: readonly [number, number],
  width: number,
  height: number,
): Sparkline | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || first === last) return null;
  const x = (t: number) => ((t - first.t) / (last.t - first.t)) * width;
  const y = (value: number) => height - ((value - low) / (high - low || 1)) * height;
  const line = samples
    .map(({ t, mean }, i) => `${i === 0 ? "M" : "L"}${x(t).toFixed(1)},${y(mean).toFixed(1)}`)
    .join("");
  return { line, area: `${line}L${width},${height}L0,${height}Z`, end: [width, y(last.mean)], y };
}
