import type { AlertView, Level, WhyView } from "@/api/types";
import type { Foreseen } from "./foresight";
import { isMasked } from "./masks";
import { type Dot, type Range, nearest } from "./plot";

/** The rule alarms when the value is low: days that remain, or whatever its parameters say so of. */
export const isBelow = ({ method, rule }: Pick<WhyView, "method" | "rule">): boolean =>
  method === "inverse-velocity" || (rule?.params["below"] ?? 0) !== 0;

/** What is judged is the reading itself: one curve says it. */
export const judgesItself = ({ method, series }: Pick<WhyView, "method" | "series">): boolean =>
  method === "threshold" && series.every(({ v, j }) => j === null || j === v);

/** A forecast further away than so many times the record does not squeeze the record. */
const AHEAD = 0.4;
const MARGIN = 0.02;

/** The times that are shown: the record, now, and the expected failure where that is near. */
export function windowOf(record: Range, expected: Foreseen | null, reference: number): Range {
  const [from, end] = record;
  const length = Math.max(end - from, 60_000);
  const to = Math.max(end, reference);
  const ahead = expected && expected.high > to && expected.low < to + AHEAD * length ? expected.high : to;
  return [from, Math.min(ahead, to + AHEAD * length) + MARGIN * length];
}

/**
 * Where the curve was when the alert came to its highest level. That does not move when it eases: `since` is then of the
 * level it eased to, and says nothing of the highest. Where the reading of then is masked by now, it stands at what the
 * alert was told of it, and never at another reading.
 *
 * @param masked times whose readings count for nothing
 */
export function markOf(
  alert: Pick<AlertView, "level" | "highest" | "since" | "history">,
  dots: readonly Dot[],
  gap: number,
  masked: readonly Range[] = [],
): { readonly t: number; readonly v: number; readonly level: Level } | null {
  const level = alert.highest ?? alert.level;
  if (!level) return null;
  const step = alert.history.find((one) => one.level === level);
  const reached = step?.at ?? (alert.level === level ? alert.since : null);
  if (reached === null) return null;
  const t = Date.parse(reached);
  if (isMasked(t, masked)) return step?.value == null ? null : { t, v: step.value, level };
  const held = dots.filter(
    (dot): dot is { t: number; v: number } => dot.v !== null && Number.isFinite(dot.v) && !isMasked(dot.t, masked),
  );
  const found =
    held[
      nearest(
        held.map((dot) => dot.t),
        t,
      )
    ];
  if (!found || Math.abs(found.t - t) > (Number.isFinite(gap) ? gap : 0)) return null;
  return { t: found.t, v: found.v, level };
}
