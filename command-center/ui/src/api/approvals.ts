import type { ApiClient } from "./client";
import type { Level, Realm } from "./types";
import type { Signature } from "./warnings";

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

/** Who may sign: whoever meets all that it says. */
export interface Seat {
  readonly role: string | null;
  readonly division: string | null;
  readonly usernames: readonly string[];
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
}

/** One signs in another's place (授权代签). */
export interface Delegation {
  readonly id: string;
  /** Whose signature it is, and who may give it. */
  readonly giver: string;
  readonly taker: string;
  /** Only this one; `null`: all. */
  readonly approval: string | null;
  readonly begins: string;
  readonly ends: string;
}

/** What is being signed: what waits for the caller's signature, and what for others. */
export interface Waiting {
  readonly mine: readonly Approval[];
  /** How many of these are left out. */
  readonly moreMine: number;
  readonly others: readonly Approval[];
  readonly moreOthers: number;
}

/** Papers that wait for a signature, and who signs for whom. */
export function approvalsOf(api: ApiClient) {
  const at = (id: string): string => `/api/v1/approvals/${encodeURIComponent(id)}`;
  return {
    /** What waits for the caller's signature and what for others: of each the first, and how many more there are. */
    waiting: (limit: number) => api.call<Waiting>("GET", `/api/v1/approvals/waiting?limit=${limit}`),
    /** The first of those that wait for the caller's signature: the own seat, and what is overdue, before the rest. */
    mine: (limit: number) => api.call<readonly Approval[]>("GET", `/api/v1/approvals?mine=true&limit=${limit}`),
    /** Whether one waits for the caller's signature: that one, or none. */
    mineOf: (id: string) =>
      api.call<readonly Approval[]>("GET", `/api/v1/approvals?mine=true&id=${encodeURIComponent(id)}`),
    find: (id: string) => api.call<Approval>("GET", at(id)),
    /**
     * @param hash of what was shown: other words than those cannot be signed
     * @param password `null`: by the certificate of the connection
     * @param aware keys of what speaks against it that whoever signs has seen
     */
    sign: (id: string, hash: string, password: string | null, aware: readonly string[]) =>
      api.call<unknown>("POST", `${at(id)}/sign`, { hash, password, aware }),
    sendBack: (id: string, step: string, comment: string) =>
      api.call<unknown>("POST", `${at(id)}/send-back`, { step, comment }),
    comment: (id: string, text: string) => api.call<unknown>("POST", `${at(id)}/comment`, { text }),
    delegations: () => api.call<readonly Delegation[]>("GET", "/api/v1/delegations"),
    delegate: (to: string, until: string) => api.call<Delegation>("POST", "/api/v1/delegations", { to, until }),
    endDelegation: (id: string) => api.call<unknown>("DELETE", `/api/v1/delegations/${encodeURIComponent(id)}`),
  };
}
