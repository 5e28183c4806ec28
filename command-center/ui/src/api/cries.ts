import type { ApiClient } from "./client";
import type { Realm } from "./types";

/** A cry for help, until somebody has written down who did what. */
export interface Cry {
  readonly id: string;
  readonly realm: Realm;
  /** `null` where the number is nobody's. */
  readonly division: string | null;
  readonly pointId: string | null;
  readonly pointName: string | null;
  readonly householdId: string | null;
  /** Of the card; empty of a villager, and where nobody knows. */
  readonly number: string;
  readonly name: string | null;
  readonly address: string | null;
  /** Masked. */
  readonly phone: string | null;
  readonly text: string | null;
  /** The newest that they were told of, closed or not. */
  readonly warningId: string | null;
  /** The warning on whose open roll call it is settled; `null` where it is settled here. */
  readonly rollCall: string | null;
  readonly times: number;
  readonly at: string;
  readonly heardAt: string;
  readonly takenBy: string | null;
  readonly takenByName: string | null;
  readonly takenAt: string | null;
  /** Nobody has taken it on, or it was cried again since. */
  readonly isWaiting: boolean;
  /** When the next officer is called. */
  readonly dueAt: string | null;
  readonly stage: number;
  readonly settledBy: string | null;
  readonly settledByName: string | null;
  readonly settledAt: string | null;
  readonly note: string | null;
}

/** A number in full, and whose it is. */
export interface NumberLine {
  readonly name: string | null;
  readonly phone: string;
}
export interface Numbers {
  readonly lines: readonly NumberLine[];
}

export function criesOf(api: ApiClient) {
  const at = (id: string): string => `/api/v1/cries/${encodeURIComponent(id)}`;
  return {
    open: () => api.call<readonly Cry[]>("GET", "/api/v1/cries"),
    settled: () => api.call<readonly Cry[]>("GET", "/api/v1/cries?open=false"),
    take: (id: string) => api.call<Cry>("POST", `${at(id)}/take`),
    settle: (id: string, note: string) => api.call<Cry>("POST", `${at(id)}/settle`, { note }),
    numbers: (id: string) => api.call<Numbers>("GET", `${at(id)}/numbers`),
  };
}
