import type { KnownMask } from "@/api/masks";
import type { AlertView } from "@/api/types";
import type { Range } from "./plot";

/** Those by which readings count for nothing: a proposed one changes nothing. */
export const inForce = (masks: readonly KnownMask[] | undefined): readonly KnownMask[] =>
  (masks ?? []).filter(({ state }) => state === "standing" || state === "over");

/** Spans whose readings count for nothing in an open alert, the newest first. */
export const masksIn = ({ open, masks }: Pick<AlertView, "open" | "masks">): readonly KnownMask[] =>
  open ? [...inForce(masks)].sort((a, b) => Date.parse(b.at ?? b.from) - Date.parse(a.at ?? a.from)) : [];

/** Those that wait for a second person, as somebody who did not propose them sees it. */
export const waitingFor = (login: string, masks: readonly KnownMask[] | undefined): readonly KnownMask[] =>
  (masks ?? []).filter(({ state, by }) => state === "proposed" && by !== login);

/** The times of masks, in ms; what no calendar holds is left out, and one without an end goes on. */
export const spansOf = (masks: readonly { readonly from: string; readonly to: string | null }[]): readonly Range[] =>
  masks
    .map(({ from, to }): Range => [Date.parse(from), to === null ? Infinity : Date.parse(to)])
    .filter(([from, to]) => to > from);

export const isMasked = (t: number, spans: readonly Range[]): boolean =>
  spans.some(([from, to]) => t >= from && t < to);
