import type { ApiClient } from "./client";
import type { Level, Realm } from "./types";
import type { Seat, Signature } from "./warnings";

export type ApprovalState = "signing" | "sent-back" | "approved" | "withdrawn";
/** With its author, with those who sign beside (会签), with those who issue it (签发). */
export type ApprovalStep = "draft" | "cosign" | "sign";

/** What happened to a paper, or what somebody said about it. */
export interface Remark {
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly what: string;
  readonly round: number;
  readonly step: ApprovalStep | null;
  readonly text: string | null;
}

/** A paper on its way through the hands of those who sign it. */
export interface Approval {
  readonly id: string;
  readonly process: string;
  /** What is signed: `notice/{id}` for a notice. */
  readonly subject: string;
  readonly title: string;
  readonly division: string;
  readonly realm: Realm;
  readonly level: Level | null;
  readonly hash: string;
  readonly round: number;
  readonly state: ApprovalState;
  /** `platform`: it is signed in the approval platform of the government. */
  readonly carrier: "here" | "platform";
  readonly by: string;
  readonly byName?: string | null;
  readonly submittedAt: string;
  /** Where it waits. */
  readonly steps: readonly ApprovalStep[];
  readonly dueAt: string | null;
  /** How often the present step has climbed. */
  readonly stage: number;
  readonly seats: readonly Seat[];
  readonly cosigners: readonly Seat[];
  readonly signatures: readonly (Signature & { readonly step?: ApprovalStep })[];
  readonly remarks: readonly Remark[];
  /** It waits for whoever asks. */
  readonly mine?: boolean;
}

/** Somebody signs in the place of another until then. */
export interface Delegation {
  readonly id: string;
  readonly from: string;
  readonly fromName?: string | null;
  readonly to: string;
  readonly toName?: string | null;
  readonly until: string;
}

/** Papers that wait for a signature, and who signs for whom. */
export function approvalsOf(api: ApiClient) {
  const at = (id: string): string => `/api/v1/approvals/${encodeURIComponent(id)}`;
  return {
    all: () => api.call<readonly Approval[]>("GET", "/api/v1/approvals"),
    find: (id: string) => api.call<Approval>("GET", at(id)),
    /** @param hash of what was shown: other words than those cannot be signed */
    sign: (id: string, hash: string, password: string) =>
      api.call<unknown>("POST", `${at(id)}/sign`, { hash, password }),
    sendBack: (id: string, step: string, comment: string) =>
      api.call<unknown>("POST", `${at(id)}/send-back`, { step, comment }),
    comment: (id: string, text: string) => api.call<unknown>("POST", `${at(id)}/comment`, { text }),
    delegations: () => api.call<readonly Delegation[]>("GET", "/api/v1/delegations"),
    delegate: (to: string, until: string) => api.call<Delegation>("POST", "/api/v1/delegations", { to, until }),
    endDelegation: (id: string) => api.call<unknown>("DELETE", `/api/v1/delegations/${encodeURIComponent(id)}`),
  };
}
