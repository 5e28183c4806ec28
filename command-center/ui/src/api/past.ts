import type { AlertView, Level } from "./types";

/** Which alerts that are over are asked for; what is not given does not matter. Times are RFC 3339. */
export interface PastQuery {
  readonly division?: string;
  readonly pointId?: string;
  /** The highest that it came to. */
  readonly level?: Level;
  /** Of its beginning, inclusive. */
  readonly from?: string;
  /** Exclusive. */
  readonly to?: string;
  readonly acknowledged?: boolean;
  /** A login, or the name of a person. */
  readonly by?: string;
}

export interface PastPage {
  readonly alerts: readonly AlertView[];
  /** To be asked for as the next page's `before`; `null` on the last. */
  readonly next: string | null;
}
