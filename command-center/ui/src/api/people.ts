import type { Level } from "./types";

/** The roles, as the wire writes them. */
export const ROLES = ["administrator", "duty", "expert", "signer", "reviewer", "crew", "wall"] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly division: string;
  readonly enabled: boolean;
}

/** Who a login is. */
export interface UserName {
  readonly username: string;
  readonly displayName: string | null;
  readonly role: Role;
}

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly role: Role;
  readonly division: string;
}

/** What is left out stays as it is. */
export interface UserChange {
  readonly password?: string;
  readonly enabled?: boolean;
  readonly displayName?: string;
  readonly role?: Role;
  readonly division?: string;
}

export interface Shift {
  readonly id: string;
  readonly version: number;
  readonly division: string;
  readonly begins: string;
  readonly ends: string;
  readonly officer: string | null;
  readonly deputy: string | null;
}

/** Nights in a row, the officers in turn; times of day in China. */
export interface Rota {
  readonly division: string;
  readonly first: string;
  readonly days: number;
  readonly begins: string;
  readonly ends: string;
  readonly officers: readonly string[];
  readonly deputy: string | null;
}

export interface Leave {
  readonly id: string;
  readonly username: string;
  readonly begins: string;
  readonly ends: string;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
}

/** A time of the next 24 h for which nobody is on duty. */
export interface DutyAlarm {
  readonly id: string;
  readonly division: string;
  readonly begins: string;
  readonly ends: string;
}

export interface OnDuty {
  readonly username: string;
  readonly displayName: string;
  /** Masked unless the reader may ring it. */
  readonly phone: string | null;
  readonly deputy: boolean;
  readonly until: string;
}

export interface DutyNow {
  readonly division: string;
  readonly at: string;
  readonly on: readonly OnDuty[];
  readonly gaps: readonly Gap[];
}

/** Something open that goes from one shift to the next, without anybody's name. */
export interface OpenMatter {
  /** `warning`, `roll-call`, or one that these pages do not know yet. */
  readonly kind: string;
  /** Of a roll call, that of its warning. */
  readonly id: string;
  readonly title: string;
  readonly level: Level | null;
  readonly state: string;
  /** By when somebody must act; `null` when no clock runs. */
  readonly dueAt: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Handover {
  readonly id: string;
  readonly division: string;
  readonly at: string;
  readonly giver: string;
  readonly taker: string;
  readonly notes: string;
  /** What was open then. */
  readonly open: readonly OpenMatter[];
  /** When the taker took it; until then the giver is responsible. */
  readonly acceptedAt: string | null;
  readonly withdrawnAt: string | null;
}

/** An entry of the audit trail. */
export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly object: string;
  readonly division: string | null;
  readonly address: string | null;
  readonly via: string | null;
  readonly detail: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditQuery {
  /** Without what machines have done by themselves. */
  readonly people?: true;
  readonly who?: string;
  readonly object?: string;
  readonly action?: string;
  readonly division?: string;
  readonly from?: string;
  readonly to?: string;
  readonly before?: number;
}

export type TrailFault = "changed" | "missing" | "cut-off" | "recomputed" | "end-changed" | "anchor-bent";

export interface Verdict {
  readonly intact: boolean;
  /** That were looked at and hold. */
  readonly entries: number;
  readonly firstBroken: number | null;
  readonly fault: TrailFault | null;
  /** The same in English. */
  readonly sentence: string;
}
