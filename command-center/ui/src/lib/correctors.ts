import type { Notice, NoticeAct, WarningView } from "@/api/warnings";
import { heardOf } from "./warning";

/** Who may set right what people were told by an act: a signer of that division, or of one above. */
export interface Corrector {
  readonly act: NoticeAct;
  /** In whose name it was told. */
  readonly division: string;
  /** The notice that holds. */
  readonly number: number;
  /** Who signed it, by name; nobody where a standing order did. */
  readonly signed: readonly string[];
}

const newest = (notices: readonly Notice[]): Notice | undefined =>
  [...notices].sort((a, b) => (b.issuedAt ?? "").localeCompare(a.issuedAt ?? ""))[0];

/** Of each act by which people were told something that still holds. */
export function correctorsOf(warning: Pick<WarningView, "notices">): readonly Corrector[] {
  const heard = heardOf(warning);
  return (["evacuation", "public"] as const).flatMap((act) => {
    const told = newest(
      warning.notices.filter((one) => one.act === act && one.state === "issued" && one.purpose !== "unverified"),
    );
    if (heard[act] === null || !told) return [];
    const signed = told.signatures.filter(({ method }) => method !== "standing-order").map((one) => one.displayName);
    return [{ act, division: told.signing, number: told.number, signed: [...new Set(signed)] }];
  });
}
