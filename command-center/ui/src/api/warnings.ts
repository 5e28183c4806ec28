import type { ApiClient } from "./client";
import type { Zone } from "./registry";
import type { AlertView, Level, Realm } from "./types";

export type WarningState = "detected" | "verified" | "dismissed" | "proposed" | "issued" | "lifted" | "closed";
/** What is done to people: one slope is evacuated, or the public is warned. */
export type NoticeAct = "evacuation" | "public";
export type Purpose = "issue" | "upgrade" | "downgrade" | "lift" | "correct" | "unverified";
export type NoticeState = "signing" | "issued" | "sent-back" | "withdrawn";

/** Set aside until then, unless its level rises. */
export interface Shelf {
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

/** When it climbs to the next person; from stage 1 on so many calls have gone out. */
export interface Due {
  readonly dueAt: string;
  readonly stage: number;
  /** How often there was nobody at all who could be rung. */
  readonly nobody: number;
}

/** What is wrong at one hazard point, from its first alert to the review. */
export interface Warning {
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
  /** `null` of a point that is not registered. */
  readonly pointName: string | null;
  readonly division: string;
  readonly realm: Realm;
  readonly state: WarningState;
  /** What is detected now; where all is quiet, the last that was. */
  readonly level: Level;
  readonly highest: Level;
  /** What people were told; `null` where they were told nothing, or that it is over. */
  readonly issued: Level | null;
  /** All its alerts have cleared. */
  readonly quiet: boolean;
  /** Opened by somebody who saw or heard of something. */
  readonly byHand: boolean;
  readonly alertIds: readonly string[];
  readonly openedAt: string;
  readonly changedAt: string;
  /** Who took it on at its present level. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly shelf: Shelf | null;
  /** Until when somebody must take it on; `null` when somebody has. */
  readonly clock: Due | null;
  /** When a red that nobody has signed or dismissed goes to the people on the spot. */
  readonly unverifiedAt: string | null;
  /** Who is to be warned, by the roster now until it is closed. */
  readonly people: number;
  readonly households: number;
}

/** One variant of what a notice says: for all who read a language and go to the same place. */
export interface Words {
  readonly templateId: string;
  readonly language: string;
  readonly shelter: string | null;
  readonly route: string | null;
  readonly text: string;
  readonly segments: number;
  readonly people: number;
  readonly households: number;
}

export interface Signature {
  readonly username: string;
  readonly displayName: string;
  readonly role: string | null;
  readonly division: string;
  readonly at: string;
  readonly method: string;
  /** In whose place it was given. */
  readonly standsFor?: string | null;
}

/** Who may sign: persons by name, else whoever has the role in the division. */
export interface SeatView {
  readonly role: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  readonly names: readonly string[];
  /** Nobody sits there today, beside whoever proposes; left out where that was not looked at. */
  readonly vacant?: boolean;
}

export interface Window {
  readonly earliest: string;
  readonly latest: string;
}

export interface NoticeForm {
  readonly version: number;
  readonly act: NoticeAct;
  readonly purpose: Purpose;
  readonly level: Level | null;
  readonly reason: string;
  /** Where it is not what the template says. */
  readonly instruction: string | null;
  readonly shelter: string | null;
  readonly route: string | null;
  /** Together with the meteorological authority. */
  readonly joint: boolean;
  /** Where it is another than the danger zone of the point. */
  readonly area?: Zone | null;
}

export interface Notice {
  readonly id: string;
  readonly warningId: string;
  readonly number: number;
  readonly act: NoticeAct;
  readonly purpose: Purpose;
  readonly level: Level | null;
  readonly pointId: string;
  readonly place: string;
  readonly division: string;
  /** In whose name it is signed, and who above learns of it at once. */
  readonly signing: string;
  readonly informed: readonly string[];
  readonly realm: Realm;
  readonly reason: string;
  readonly window: Window | null;
  readonly instruction: string | null;
  readonly shelter: string | null;
  readonly route: string | null;
  readonly joint: boolean;
  /** For which it is; `null`: for no area that is drawn. */
  readonly area?: Zone | null;
  readonly words: readonly Words[];
  /** Who is told, by the roster of when it was proposed. */
  readonly people: number;
  readonly households: number;
  readonly hash: string;
  readonly state: NoticeState;
  readonly by: string;
  readonly madeAt: string;
  readonly issuedAt: string | null;
  readonly signatures: readonly Signature[];
  readonly standingOrder: string | null;
  readonly corrects: string | null;
  /** Left out of one that was proposed before this was kept. */
  readonly basis?: Basis;
}

/** What a notice would say, to whom, and who may sign it. */
export interface Preview {
  readonly notice: Omit<Notice, "id" | "hash">;
  readonly signers: readonly SeatView[];
  readonly cosigners: readonly SeatView[];
}

/** Sets right what people were told; without a level nothing of it holds. */
export interface Correction {
  readonly version: number;
  readonly reason: string;
  /** Whose word it is. */
  readonly act: NoticeAct;
  readonly level: Level | null;
  /** Where people go who have no place of their own on the roster. */
  readonly shelter: string | null;
  readonly route: string | null;
  /** `null`: by the certificate of the connection. */
  readonly password: string | null;
  /** Keys of what speaks against an end that was seen. */
  readonly aware: readonly string[];
}

export interface LogEntry {
  readonly at: string;
  /** A login, `job` or `system`. */
  readonly by: string;
  readonly byName: string;
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A household that is not out, or after the all-clear not home. */
export interface LeftHome {
  readonly id: string;
  /** Of the card; empty of a villager. */
  readonly number: string;
  readonly name: string | null;
  readonly people: number;
  readonly state: string;
}

/** An alert that is open, with what is measured now. */
export interface Measured {
  readonly alertId: string;
  readonly deviceId: string | null;
  readonly name: string;
  readonly quantity: string | null;
  readonly level: Level;
  /** What the evidence says; less than a level that is only held. */
  readonly strength: Level | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly limit: number | null;
  readonly at: string;
}

/** Households of which nobody knows that they had left; the first of them by name. */
export interface Stayed {
  readonly households: number;
  readonly people: number;
  readonly homes: readonly LeftHome[];
}

/** What still stands of a warning when somebody is about to say that it is over. */
export interface Remaining {
  readonly at: string;
  readonly households: number;
  readonly people: number;
  /** How many of the households cry for help. */
  readonly help: number;
  /** A notice to many is still being written: all this is too little. */
  readonly grows?: true;
  /** The first of them. */
  readonly homes: readonly LeftHome[];
  /** Who never answered, once all is clear; the first of them by name. `null` in what was kept before it was looked at. */
  readonly silent: Stayed | null;
  /** Who had heard of it and, as far as anybody knows, had not left, once all is clear. Absent as above. */
  readonly confirmed?: Stayed;
  readonly measured: readonly Measured[];
  readonly unacknowledged: readonly string[];
  readonly sirens: readonly { readonly deviceId: string; readonly name: string; readonly since: string }[];
  readonly messages: number;
}

/** The same now. */
export interface StandsNow extends Remaining {
  /** Keys of what whoever ends it must say to have seen. */
  readonly grave: readonly string[];
}

/** The same when the notice was proposed, and now. */
export interface Stands {
  readonly then: Remaining | null;
  readonly now: StandsNow;
}

/** What a notice rested upon when it was proposed. */
export interface Basis {
  readonly why: { readonly zh: string; readonly en: string } | null;
  readonly evidence: readonly {
    readonly alertId: string;
    readonly seq: number;
    readonly level: Level;
    readonly strength: Level | null;
    readonly corroborated: boolean;
  }[];
  readonly remaining?: Remaining;
  /** Who holds a red for real that nobody signed: an officer, or whoever has looked at the slope. */
  readonly verified?: "officer" | "spot";
}

export interface WarningView extends Warning {
  readonly log: readonly LogEntry[];
  readonly notices: readonly Notice[];
  readonly alerts: readonly AlertView[];
  /** By which acts people were told what the reader may set right. */
  readonly mayCorrect: readonly NoticeAct[];
}

/** The warnings of hazard points, and what is done about them. */
export function warningsOf(api: ApiClient) {
  const at = (id: string): string => `/api/v1/warnings/${encodeURIComponent(id)}`;
  const act = (id: string, verb: string, body: unknown) => api.call<unknown>("POST", `${at(id)}/${verb}`, body);
  return {
    open: () => api.call<readonly WarningView[]>("GET", "/api/v1/warnings?open=true&limit=500"),
    /** The newest that are over. */
    past: (limit: number) => api.call<readonly WarningView[]>("GET", `/api/v1/warnings?open=false&limit=${limit}`),
    find: (id: string) => api.call<WarningView>("GET", at(id)),
    openByHand: (point: string, form: { readonly level: Level; readonly reason: string }) =>
      api.call<Warning>("POST", `/api/v1/points/${encodeURIComponent(point)}/warnings`, form),
    acknowledge: (id: string, version: number) => act(id, "acknowledge", { version, comment: "" }),
    verify: (id: string, version: number, comment: string) => act(id, "verify", { version, comment }),
    dismiss: (id: string, version: number, reason: string) => act(id, "dismiss", { version, reason }),
    shelve: (id: string, version: number, until: string, reason: string) =>
      act(id, "shelve", { version, until, reason }),
    unshelve: (id: string) => api.call<unknown>("DELETE", `${at(id)}/shelf`),
    preview: (id: string, form: NoticeForm) => api.call<Preview>("POST", `${at(id)}/notices/preview`, form),
    propose: (id: string, form: NoticeForm) => api.call<Notice>("POST", `${at(id)}/notices`, form),
    notice: (id: string) => api.call<Notice>("GET", `/api/v1/notices/${encodeURIComponent(id)}`),
    /** What still stands of a warning. */
    remaining: (id: string) => api.call<StandsNow>("GET", `${at(id)}/remaining`),
    /** The same when a notice was proposed, and now. */
    stands: (notice: string) => api.call<Stands>("GET", `/api/v1/notices/${encodeURIComponent(notice)}/remaining`),
    withdraw: (notice: string, comment: string) =>
      api.call<unknown>("POST", `/api/v1/notices/${encodeURIComponent(notice)}/withdraw`, { comment }),
    /** To the same people over the same channels, at once: there is nobody to sign it first. */
    correct: (id: string, correction: Correction) => act(id, "correct", correction),
    close: (id: string, version: number, review: string) => act(id, "close", { version, review }),
  };
}
