import type { Approval } from "@/api/approvals";
import type { WarningView } from "@/api/warnings";
import type { Meaning } from "@/api/types";
import type { Check } from "./check";
import { clearAnswer } from "./warning";

/** Somebody whose word stands before the signature, or the signature itself. */
export interface Link {
  readonly who: "monitor" | "desk" | "signer";
  /** Login of whom it was; `null` while nobody has spoken, and for a monitor, who has none. */
  readonly by: string | null;
  readonly name: string | null;
  readonly at: string | null;
  /** What the monitor said, understood or counted for a notice; it is a word on the danger where `at` tells when. */
  readonly answer: Meaning | null;
  /** The words in which a monitor said it; also those that nobody understood. */
  readonly text: string | null;
}

const SILENT = { answer: null, text: null } as const;

/** The newest question may be unanswered: what came back on the one before it is an answer all the same. */
const heardFrom = (check: Check | null): Check["answer"] =>
  clearAnswer(check) === null ? (check?.before ?? check?.answer ?? null) : (check?.answer ?? null);

/** Who confirmed, who verified, who signs: in the order in which it should happen. */
export function chainOf(
  check: Check | null,
  warning: Pick<WarningView, "log"> | null,
  approval: Pick<Approval, "signatures">,
): readonly Link[] {
  const heard = heardFrom(check);
  const meaning = heard?.meaning;
  const isSaid = meaning === "real" || meaning === "nothing";
  const verified = warning?.log.filter(({ act }) => act === "verify").at(-1);
  const signed = approval.signatures.at(-1);
  return [
    {
      who: "monitor",
      by: null,
      name: check?.to ?? null,
      at: isSaid ? (heard?.at ?? null) : null,
      answer: meaning === undefined || meaning === "text" ? null : meaning,
      text: heard?.text ?? null,
    },
    { who: "desk", by: verified?.by ?? null, name: verified?.byName ?? null, at: verified?.at ?? null, ...SILENT },
    {
      who: "signer",
      by: signed?.username ?? null,
      name: signed?.displayName ?? null,
      at: signed?.at ?? null,
      ...SILENT,
    },
  ];
}
