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
}

/** Who confirmed, who verified, who signs: in the order in which it should happen. */
export function chainOf(
  check: Check | null,
  warning: Pick<WarningView, "log"> | null,
  approval: Pick<Approval, "signatures">,
): readonly Link[] {
  const answer = clearAnswer(check);
  const verified = warning?.log.filter(({ act }) => act === "verify").at(-1);
  const signed = approval.signatures.at(-1);
  return [
    {
      who: "monitor",
      by: null,
      name: check?.to ?? null,
      at: answer === null ? null : (check?.answer?.at ?? null),
      answer,
    },
    { who: "desk", by: verified?.by ?? null, name: verified?.byName ?? null, at: verified?.at ?? null, answer: null },
    {
      who: "signer",
      by: signed?.username ?? null,
      name: signed?.displayName ?? null,
      at: signed?.at ?? null,
      answer: null,
    },
  ];
}
