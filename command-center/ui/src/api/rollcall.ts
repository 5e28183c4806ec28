import type { ApiClient } from "./client";
import type { MessageView } from "./types";

export const ROLL_STATES = ["unreached", "reached", "confirmed", "moved", "help", "returned"] as const;
export type RollState = (typeof ROLL_STATES)[number];

/** Whoever goes from door to door where no telephone answers. */
export interface Runner {
  readonly name: string;
  readonly phone: string;
  readonly state: "asked" | "accepted";
}

export interface RollLine {
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly channel: string;
  readonly state: string;
  readonly at: string;
  readonly reply: string | null;
}

export interface RollHousehold {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly people: number;
  readonly state: RollState;
  readonly since: string;
  readonly shelter: string | null;
  readonly runner: Runner | null;
  readonly lines: readonly RollLine[];
  readonly note?: string | null;
}

/** Household by household: who was told, who answered, who has moved. */
export interface RollCall {
  readonly warningId: string;
  readonly notice: string | null;
  readonly counts: Readonly<Record<RollState, number>>;
  readonly households: readonly RollHousehold[];
}

/** What came from a number that no open warning knows. */
export interface UnknownReply {
  readonly id: string;
  /** Masked. */
  readonly phone: string;
  readonly text: string | null;
  readonly meaning: string;
  readonly at: string;
}

export type Settlement = { readonly contactId: string } | { readonly household: string } | { readonly note: string };

/** People who were told, and what came back of them. */
export function rollCallOf(api: ApiClient) {
  const at = (warning: string): string => `/api/v1/warnings/${encodeURIComponent(warning)}/roll-call`;
  const of = (warning: string, household: string): string => `${at(warning)}/${encodeURIComponent(household)}`;
  return {
    read: (warning: string) => api.call<RollCall>("GET", at(warning)),
    mark: (warning: string, household: string, state: RollState, note: string) =>
      api.call<unknown>("POST", of(warning, household), { state, note }),
    name: (warning: string, household: string, runner: { readonly name: string; readonly phone: string }) =>
      api.call<unknown>("POST", `${of(warning, household)}/runner`, runner),
    accepted: (warning: string, household: string) =>
      api.call<unknown>("POST", `${of(warning, household)}/runner`, { accepted: true }),
    unknown: () => api.call<readonly UnknownReply[]>("GET", "/api/v1/replies/unknown"),
    settle: (reply: string, settlement: Settlement) =>
      api.call<unknown>("POST", `/api/v1/replies/${encodeURIComponent(reply)}/settle`, settlement),
    messages: (whose: { readonly phone: string } | { readonly householdId: string }) =>
      api.call<readonly MessageView[]>("GET", `/api/v1/messages?${new URLSearchParams({ ...whose }).toString()}`),
  };
}
