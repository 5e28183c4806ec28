import type { ApiClient } from "./client";
import type { Numbers } from "./cries";
import type { CommandState, Meaning, MessageState, MessageView, Realm } from "./types";

export const ROLL_STATES = ["unreached", "reached", "confirmed", "refused", "moved", "help", "returned"] as const;
export type RollState = (typeof ROLL_STATES)[number];

/** Whoever goes from door to door where no telephone answers. */
export interface Runner {
  readonly id: string;
  readonly name: string | null;
  /** Masked. */
  readonly phone: string | null;
  /** `reported`: has been there, they have left; `recalled`: nobody need go there any more. */
  readonly state: "asked" | "accepted" | "reported" | "declined" | "recalled";
  readonly askedAt: string;
  readonly answeredAt: string | null;
}

/** One number of a household, and the newest message to it. */
export interface RollLine {
  readonly name: string | null;
  /** Masked. */
  readonly phone: string | null;
  readonly channel: string | null;
  readonly state: MessageState | null;
  readonly reason: string | null;
  readonly at: string | null;
  readonly reply: Meaning | null;
  /** Its words, where they say more than that. */
  readonly said: string | null;
  readonly repliedAt: string | null;
  /** Whoever answers there is somebody else. */
  readonly wrong: boolean;
}

/** How far the calling has come; `ending` is `null` while it goes on. */
export interface LadderView {
  readonly rung: string;
  readonly since: string;
  readonly dueAt: string | null;
  readonly deadline: string;
  /** What is tried at `dueAt`; `null`: nothing is left, and at `dueAt` nobody is waited for any more. */
  readonly next: string | null;
  /** How many steps there are after that. */
  readonly following: number;
  readonly ending: "answered" | "runner" | "unreached" | "over" | null;
}

/** What somebody wrote down of a household. */
export interface Hand {
  readonly change: string;
  readonly before: RollState;
  readonly by: string | null;
  readonly byName: string | null;
  readonly at: string;
}

/** Whom an officer may send, of those on record. */
export interface Proposal {
  readonly id: string;
  readonly kind: "card" | "contact" | "household";
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly role: string | null;
  readonly state: RollState | null;
  readonly metres: number | null;
  readonly asked: Runner["state"] | null;
  /** Of the message that would go to them now. */
  readonly words: string | null;
}

/** One thing that people did about a household of the warning. */
export interface CourseEntry {
  readonly at: string;
  readonly act: string;
  readonly householdId: string | null;
  readonly number: string;
  readonly name: string | null;
  readonly before: RollState | null;
  readonly after: RollState | null;
  readonly by: string | null;
  readonly byName: string | null;
  readonly note: string | null;
  readonly called: readonly string[];
}

/** A household, or a villager who is on no household's card. */
export interface RollHousehold {
  readonly id: string;
  /** Of the card; empty of a villager. */
  readonly number: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly people: number;
  readonly state: RollState;
  readonly since: string;
  readonly shelter: string | null;
  /** Who goes there, or was asked to; those who have accepted first. */
  readonly runners: readonly Runner[];
  readonly ladder: LadderView | null;
  readonly note: string | null;
  /** What was written down by hand last, and may be taken back. */
  readonly hand: Hand | null;
  readonly lines: readonly RollLine[];
}

/** A siren or loudspeaker that was commanded because of the newest notice. */
export interface RollSiren {
  readonly deviceId: string;
  readonly name: string;
  readonly action: string;
  readonly state: CommandState;
  readonly at: string;
  readonly answeredAt: string | null;
  readonly detail: string | null;
}

/** Household by household: who was told, who answered, who has moved. */
export interface RollCall {
  readonly warningId: string;
  /** The newest, and its number within the warning. */
  readonly notice: string;
  readonly noticeNumber: number;
  /** When that went out. */
  readonly since?: string;
  /** When they were told that it is over; `null` while it holds. */
  readonly liftedAt: string | null;
  /** Who had left by then. */
  readonly movedWhenLifted: { readonly households: number; readonly people: number } | null;
  /** Households are still being written into it. */
  readonly grows: boolean;
  readonly sirens: readonly RollSiren[];
  readonly broadcast: { readonly state: string; readonly at: string; readonly detail: string | null } | null;
  readonly households: readonly RollHousehold[];
}

/** What came from a number that is nobody's. */
export interface UnknownReply {
  readonly id: string;
  /** Masked; `null` once it was erased. */
  readonly phone: string | null;
  readonly text: string | null;
  readonly meaning: Meaning;
  readonly realm: Realm | null;
  readonly at: string;
}

export type Settlement = { readonly contactId: string } | { readonly household: string } | { readonly note: string };

/** People who were told, and what came back of them. */
export function rollCallOf(api: ApiClient) {
  const at = (warning: string): string => `/api/v1/warnings/${encodeURIComponent(warning)}/roll-call`;
  const of = (warning: string, household: string): string => `${at(warning)}/${encodeURIComponent(household)}`;
  return {
    read: (warning: string) => api.call<RollCall>("GET", at(warning)),
    course: (warning: string) => api.call<readonly CourseEntry[]>("GET", `${at(warning)}/course`),
    mark: (warning: string, household: string, state: RollState, note: string, from: RollState) =>
      api.call<unknown>("POST", of(warning, household), { state, note, from }),
    undo: (warning: string, household: string, change: string) =>
      api.call<unknown>("POST", `${of(warning, household)}/undo`, { change }),
    numbers: (warning: string, household: string) => api.call<Numbers>("GET", `${of(warning, household)}/numbers`),
    runners: (warning: string, household: string) =>
      api.call<readonly Proposal[]>("GET", `${of(warning, household)}/runners`),
    propose: (warning: string, household: string, proposal: string) =>
      api.call<unknown>("POST", `${of(warning, household)}/runner`, { proposal }),
    name: (warning: string, household: string, runner: { readonly name: string; readonly phone: string }) =>
      api.call<unknown>("POST", `${of(warning, household)}/runner`, runner),
    accepted: (warning: string, household: string, runner: string) =>
      api.call<unknown>("POST", `${of(warning, household)}/runner`, { accepted: runner }),
    unknown: () => api.call<readonly UnknownReply[]>("GET", "/api/v1/replies/unknown"),
    settle: (reply: string, settlement: Settlement) =>
      api.call<unknown>("POST", `/api/v1/replies/${encodeURIComponent(reply)}/settle`, settlement),
    messages: (whose: { readonly phone: string } | { readonly householdId: string }) =>
      api.call<readonly MessageView[]>("GET", `/api/v1/messages?${new URLSearchParams({ ...whose }).toString()}`),
  };
}
