/** As many days the centre runs rules over at once. */
export const LONGEST_DAYS = 3_700;

export type SpanFault = "empty" | "upside" | "long";

/** What is wrong with a span of time that somebody entered, in ms; `NaN` where nothing was. */
export function spanFault(from: number, to: number): SpanFault | null {
  if (Number.isNaN(from) || Number.isNaN(to)) return "empty";
  if (from >= to) return "upside";
  return daysOf(from, to) > LONGEST_DAYS ? "long" : null;
}

export const daysOf = (from: number, to: number): number => Math.ceil((to - from) / 86_400_000);
