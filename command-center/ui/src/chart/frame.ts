import type { Range } from "@/lib/plot";

/** Room around a plot, the same for all that share a time axis: names on the left, limits on the right. */
export const LEFT = 62;
export const RIGHT = 56;
export const TOP = 10;
export const FOOT = 22;
/** A label of 11 px wants so much height. */
export const LABEL = 14;

export const across = (width: number): Range => [LEFT, Math.max(LEFT + 40, width - RIGHT)];

export const timeTicks = (width: number): number =>
  Math.max(3, Math.floor((width - LEFT - RIGHT) / (width < 600 ? 52 : 84)));
export const valueTicks = (height: number): number => Math.max(2, Math.floor(height / 38));
