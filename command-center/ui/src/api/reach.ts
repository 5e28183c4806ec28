import type { ApiClient } from "./client";

/** What the carrier said to the wish to call. */
export type CallState = "accepted" | "outcome-unknown";

/** Reaching people by telephone. */
export const reachOf = (api: ApiClient) => ({
  /** Has the person of a message called, who hears its text. */
  call: (message: string) =>
    api.call<{ readonly state: CallState }>("POST", `/api/v1/messages/${encodeURIComponent(message)}/call`, {}),
  /** @param phone empty: it is not known any more */
  keepPhone: (username: string, phone: string) =>
    api.call<unknown>("PATCH", `/api/v1/users/${encodeURIComponent(username)}`, { phone }),
});
