import type { Sample } from "./series";

export type Columns = [t: number[], min: (number | null)[], max: (number | null)[], mean: (number | null)[]];

/** The columns that the chart draws; where more than `gap` seconds are missing, a hole keeps the line from lying. */
export function columnsOf(samples: readonly Sample[], gap: number): Columns {
  const columns: Columns = [[], [], [], []];
  samples.forEach((sample, i) => {
    const before = samples[i - 1];
    if (before && sample.t - before.t > gap) push(columns, (before.t + sample.t) / 2, null);
    push(columns, sample.t, sample);
  });
  return columns;
}

/** The places of samples with a hole on either side: no line reaches them, so they are drawn as dots. */
export function alone(values: readonly (number | null | undefined)[]): number[] {
  const held = (i: number): boolean => values[i] != null;
  return [...values.keys()].filter((i) => held(i) && !held(i - 1) && !held(i + 1));
}

function push([t, min, max, mean]: Columns, at: number, sample: Sample | null): void {
  t.push(at);
  min.push(sample?.min ?? null);
  max.push(sample?.max ?? null);
  mean.push(sample?.mean ?? null);
}
