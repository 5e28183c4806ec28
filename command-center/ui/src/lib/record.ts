import {
  ACCEPTANCES,
  MEASURES,
  PERSON_ROLES,
  type Person,
  type PersonForm,
  type Plan,
  type PlanForm,
  type Work,
  type WorkForm,
} from "@/api/registry";
import type { Account } from "@/api/accounts";
import type { Role } from "@/api/people";
import type { MessageKey } from "@/i18n/messages";

/** A field of a form; without a type it is a line of text. */
export interface FormField {
  readonly name: string;
  readonly type?: "date" | "number" | "tel" | "long";
  readonly required?: boolean;
  readonly options?: readonly string[];
  /** Where the words of the options begin, e.g. `measure`. */
  readonly words?: string;
  readonly hint?: MessageKey;
  /** How the options are called, where they are no words of the page. */
  readonly names?: Texts;
  /** What stands below it. */
  readonly note?: MessageKey;
  /** Only then it is asked for. */
  readonly when?: (texts: Texts) => boolean;
}

type Texts = Readonly<Record<string, string>>;
/** Forms write money in units of so many yuan (万元). */
const MYRIAD = 10_000;

export const PLAN_FIELDS: readonly FormField[] = [
  { name: "edition", required: true },
  { name: "author", required: true },
  { name: "preparedOn", type: "date" },
  { name: "approvedBy" },
  { name: "approvedOn", type: "date" },
  { name: "validUntil", type: "date" },
  { name: "orderGiver" },
  { name: "monitoring", type: "long" },
  { name: "signal", type: "long" },
  { name: "route", type: "long" },
  { name: "shelter", type: "long" },
];

export const WORK_FIELDS: readonly FormField[] = [
  { name: "name", required: true },
  { name: "measure", options: MEASURES, words: "measure", required: true },
  { name: "designer" },
  { name: "builder" },
  { name: "supervisor" },
  { name: "startedOn", type: "date" },
  { name: "endedOn", type: "date" },
  { name: "acceptance", options: ACCEPTANCES, words: "acceptance", required: true },
  { name: "acceptedOn", type: "date" },
  { name: "acceptedBy" },
  { name: "cost", type: "number" },
  { name: "note", type: "long" },
];

/** The centre takes a signature from these. */
const SIGNING_ROLES: readonly Role[] = ["signer", "expert", "crew"];
const ORDER_GIVER = "order-giver";

/** Whether somebody of a card signs under a login. */
export const mayHaveLogin = ({ role }: Pick<Person, "role">): boolean => role === ORDER_GIVER;

/**
 * The logins under which an order-giver of that county can sign on that day, and the one that stands there already.
 *
 * @returns names by logins
 */
export function loginsOf(users: readonly Account[], division: string, day: string, held: string | null): Texts {
  const fit = users.filter(
    (one) =>
      one.username === held ||
      (one.enabled &&
        one.division === division &&
        SIGNING_ROLES.includes(one.role) &&
        (one.validUntil === null || one.validUntil >= day)),
  );
  const names = fit.map(({ username, displayName }): [string, string] => [username, `${displayName}（${username}）`]);
  return Object.fromEntries(held === null ? names : [[held, held], ...names]);
}

/** What the centre is told of a person; under a login nobody but the order-giver signs. */
export function personOf(texts: Texts, isNew: boolean): PersonForm {
  const [phone, login, role] = [textOf(texts, "phone"), textOf(texts, "login"), texts["role"] ?? ""];
  return {
    name: textOf(texts, "name") ?? "",
    role,
    ...(phone === null ? {} : { phone }),
    ...(role !== ORDER_GIVER || (isNew && login === null) ? {} : { login: login ?? "" }),
  };
}

/** @param logins under which the order-giver may sign */
export const personFields = (isNew: boolean, logins: Texts): readonly FormField[] => [
  { name: "role", options: PERSON_ROLES, words: "role", required: true },
  { name: "name", required: true },
  { name: "phone", type: "tel", required: isNew, ...(isNew ? {} : { hint: "file.kept" as const }) },
  {
    name: "login",
    options: Object.keys(logins),
    names: logins,
    note: Object.keys(logins).length > 0 ? "signing.what" : "signing.nobody",
    when: ({ role }) => role === ORDER_GIVER,
  },
];

const emptyOf = (fields: readonly FormField[]): Texts => Object.fromEntries(fields.map(({ name }) => [name, ""]));

/** What stands in the inputs of a record; of one that is new nothing but the usual choices. */
export function textsOf(fields: readonly FormField[], record: object | null, usual: Texts = {}): Texts {
  if (record === null) return { ...emptyOf(fields), ...usual };
  const known = record as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields.map(({ name, type }) => {
      const value = known[name];
      if (value === null || value === undefined) return [name, ""];
      return [name, type === "number" ? String(Number(value) / MYRIAD) : String(value as string)];
    }),
  );
}

const textOf = (texts: Texts, name: string): string | null => {
  // an input of type number gives numbers
  const text = String(texts[name] ?? "").trim();
  return text === "" ? null : text;
};

export const planOf = (texts: Texts): PlanForm =>
  Object.fromEntries(PLAN_FIELDS.map(({ name }) => [name, textOf(texts, name)])) as unknown as PlanForm;

export function workOf(texts: Texts): WorkForm {
  const cost = textOf(texts, "cost");
  return {
    ...(Object.fromEntries(WORK_FIELDS.map(({ name }) => [name, textOf(texts, name)])) as unknown as WorkForm),
    cost: cost === null ? null : Math.round(Number(cost) * MYRIAD),
  };
}

export type PlanState = "holds" | "ended" | "unapproved";

/** What a plan is worth on a day such as 2026-07-21. */
export const planState = ({ approvedOn, validUntil }: Plan, day: string): PlanState =>
  approvedOn === null || approvedOn > day ? "unapproved" : validUntil !== null && validUntil < day ? "ended" : "holds";

/** From when to when somebody was at work there. */
export const spanOf = ({ startedOn, endedOn }: Work): string => `${startedOn ?? ""} – ${endedOn ?? ""}`;
