import type { AlertKind, Level, Realm } from "./types";

/** What one person did, by name. */
export interface Step {
  readonly by: string;
  readonly name: string;
  readonly at: string;
}

/** The limit of one channel at the level of an order. */
export interface SiteLimit {
  readonly deviceId: string;
  readonly quantity: string;
  readonly unit: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly limit: number;
}

/** What is asked for when a standing order is drafted. */
export interface OrderDraft {
  readonly version: number | null;
  readonly level: Level;
  readonly kinds: readonly AlertKind[];
  readonly until: string;
  readonly sirens: readonly string[];
  readonly grounds: string;
}

export type OrderState = "draft" | "approved" | "in-force" | "expired" | "revoked";

/** A standing order on its way through the hands that make it. */
export interface OrderPaper extends OrderDraft {
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
  readonly pointName: string;
  readonly division: string;
  readonly realm: Realm;
  readonly state: OrderState;
  readonly limits: readonly SiteLimit[];
  readonly drafted: Step;
  readonly approved: Step | null;
  readonly signed: Step | null;
  readonly revoked: Step | null;
  readonly revokedFor: string | null;
  readonly doubts: readonly { readonly code: string; readonly subject: string }[];
}
