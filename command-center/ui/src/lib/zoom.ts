import type { Range } from "./plot";

/** Closer than that nothing is to be seen, ms. */
const CLOSEST = 60_000;

const clamped = ([from, to]: Range, whole: Range): Range => {
  const length = Math.min(to - from, whole[1] - whole[0]);
  const start = Math.min(Math.max(from, whole[0]), whole[1] - length);
  return [start, start + length];
};

/** The part that is seen after coming closer (`factor` < 1) or going back, with what lies at `at` left where it is. */
export function zoomed(seen: Range, whole: Range, factor: number, at: number): Range {
  const length = Math.max(Math.min(CLOSEST, whole[1] - whole[0]), (seen[1] - seen[0]) * factor);
  const share = (Math.min(Math.max(at, seen[0]), seen[1]) - seen[0]) / (seen[1] - seen[0]);
  const from = at - length * share;
  return clamped([from, from + length], whole);
}

/** The part that is seen after going on by `ms`, never beyond the whole. */
export const moved = ([from, to]: Range, whole: Range, ms: number): Range => clamped([from + ms, to + ms], whole);

export const isWhole = (seen: Range, whole: Range): boolean => seen[1] - seen[0] >= whole[1] - whole[0];
