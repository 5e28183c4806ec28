/** The windows of a curve. */
export const SPANS = {
  ten: { seconds: 600, buckets: 200 },
  hour: { seconds: 3_600, buckets: 240 },
  day: { seconds: 86_400, buckets: 288 },
  month: { seconds: 30 * 86_400, buckets: 360 },
} as const;

export type Span = keyof typeof SPANS;

/** The shortest window that holds some sixty readings: what a person would choose first for an instrument of this pace. */
export function spanFor(intervalSeconds: number): Span {
  const wanted = 60 * intervalSeconds;
  const fitting = (Object.keys(SPANS) as Span[]).find((span) => SPANS[span].seconds >= wanted);
  return fitting ?? "month";
}

export interface Window {
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  /** The window does not end now but at the newest value: a replayed record, or an instrument that fell silent. */
  readonly past: boolean;
}

/** The window that ends now, or at the newest value when that lies outside the span or ahead of us. */
export function windowOf(span: Span, newestAt: string | null, nowMs: number): Window {
  const { seconds } = SPANS[span];
  const now = nowMs / 1000;
  const newest = newestAt === null ? now : Date.parse(newestAt) / 1000;
  const past = newest < now - seconds || newest > now + 300;
  const to = past ? newest : now;
  return { from: to - seconds, to, past };
}

export const bucketSeconds = (span: Span): number => SPANS[span].seconds / SPANS[span].buckets;

const SHORTEST_S = 900;
const LONGEST_S = 30 * 86_400;

/** How far a small curve looks back: over the whole episode, and as long again before it; a quarter of an hour at the least. */
export function episodeSeconds(firstAt: string, nowMs: number): number {
  const lasted = (nowMs - Date.parse(firstAt)) / 1000;
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, 2 * lasted));
}
