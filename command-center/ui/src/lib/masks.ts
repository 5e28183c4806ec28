import type { KnownMask } from "@/api/masks";
import type { AlertView } from "@/api/types";

/** Spans whose readings count for nothing in an open alert, the newest first. */
export const masksIn = ({ open, masks }: Pick<AlertView, "open" | "masks">): readonly KnownMask[] =>
  open
    ? [...(masks ?? [])]
        .filter(({ state }) => state === "standing" || state === "over")
        .sort((a, b) => Date.parse(b.at ?? b.from) - Date.parse(a.at ?? a.from))
    : [];

/** Those that wait for a second person, as somebody who did not propose them sees it. */
export const waitingFor = (login: string, masks: readonly KnownMask[] | undefined): readonly KnownMask[] =>
  (masks ?? []).filter(({ state, by }) => state === "proposed" && by !== login);
