import type { Verdict } from "@/api/people";
import { t, tOr } from "./index";

/** What going along the audit trail found. */
export const verdictText = ({ intact, entries, firstBroken, fault, sentence }: Verdict): string =>
  intact ? t("audit.whole", { n: entries }) : tOr(`audit.fault.${fault}`, sentence, { at: firstBroken ?? "?" });
