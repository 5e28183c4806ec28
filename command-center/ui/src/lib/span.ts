/** The windows of a curve. */
export const SPANS = {
  hour: { seconds: 3_600, buckets: 240 },
  day: { seconds: 86_400, buckets: 288 },
  month: { seconds: 30 * 86_400, buckets: 360 },
} as const;

export type Span = keyof typeof SPANS;

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
