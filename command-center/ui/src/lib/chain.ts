import type { Approval } from "@/api/approvals";
import type { WarningView } from "@/api/warnings";
import type { Check } from "./check";
import { clearAnswer } from "./warning";

/** Somebody whose word stands before the signature, or the signature itself. */
export interface Link {
  readonly who: "monitor" | "desk" | "signer";
  /** Login of whom it was; `null` while nobody has spoken, and for a monitor, who has none. */
  readonly by: string | null;
  readonly name: string | null;
  readonly at: string | null;
  /** What the monitor said. */
  readonly answer: "real" | "nothing" | null;
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
  const answer = meaning === "real" || meaning === "nothing" ? meaning : null;
  const verified = warning?.log.filter(({ act }) => act === "verify").at(-1);
  const signed = approval.signatures.at(-1);
  return [
    {
      who: "monitor",
      by: null,
      name: check?.to ?? null,
      at: answer === null ? null : (heard?.at ?? null),
      answer,
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
