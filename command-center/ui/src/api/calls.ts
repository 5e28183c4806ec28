import type { ApiClient } from "./client";
import type { Handover } from "./people";
import type { MessageState } from "./types";

export type CallResult = "ringing" | "answered" | "no-answer" | "not-rung" | "over";

/** How one officer was rung, and how that ended. */
export interface OfficerCall {
  /** Empty where there was nobody to ring. */
  readonly username: string;
  readonly name: string;
  /** Masked; `null` where there is none. */
  readonly phone: string | null;
  readonly at: string;
  readonly tried: readonly { readonly channel: string; readonly at: string; readonly state: MessageState }[];
  readonly result: CallResult;
  readonly endedAt: string | null;
  /** Why nobody was rung. */
  readonly reason: string | null;
}

export type Lack = "no-roster" | "nobody-on-duty" | "no-number";

/** Those of a division who are rung together; `lack` is why nobody of them can be. */
export interface CallTurn {
  readonly division: string;
  readonly name: string;
  readonly people: number;
  readonly lack: Lack | null;
}

/** Who is rung, and who takes the duty over. */
export function callsOf(api: ApiClient) {
  const handover = (id: string): string => `/api/v1/duty/handovers/${encodeURIComponent(id)}`;
  return {
    ofWarning: (id: string) =>
      api.call<readonly OfficerCall[]>("GET", `/api/v1/warnings/${encodeURIComponent(id)}/calls`),
    ofApproval: (id: string) =>
      api.call<readonly OfficerCall[]>("GET", `/api/v1/approvals/${encodeURIComponent(id)}/calls`),
    /** Who would be rung for the division, and for those above it. */
    order: (division: string) =>
      api.call<readonly CallTurn[]>("GET", `/api/v1/duty/calls?division=${encodeURIComponent(division)}`),
    /** Those that wait for the caller, or that the caller gave. */
    waiting: () => api.call<readonly Handover[]>("GET", "/api/v1/duty/handovers/waiting"),
    take: (id: string) => api.call<Handover>("POST", `${handover(id)}/accept`, {}),
    keep: (id: string) => api.call<unknown>("DELETE", handover(id)),
  };
}
