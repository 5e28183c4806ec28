import type { RouteLocationRaw } from "vue-router";
import type { AuditEntry } from "@/api/people";

/** To what something was done, as far as the entry itself tells it. */
export interface Subject {
  /** `device`, `warning`, `household`: the first part of the action. */
  readonly noun: string;
  readonly id: string;
  /** What it calls itself. */
  readonly name: string | null;
  readonly pointId: string | null;
  /** The page on which it is seen; `null` where there is none. */
  readonly to: RouteLocationRaw | null;
}

type Facts = Readonly<Record<string, unknown>>;
const factsOf = (value: unknown): Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Facts) : {};
const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
/** Alerts and warnings are named with what they are. */
const bare = (id: string): string => id.replace(/^(alert|warning)\//, "");

const OF_POINT: Readonly<Record<string, string>> = {
  point: "point",
  card: "cards",
  contact: "editPoint",
  household: "households",
  plan: "plans",
  work: "works",
  file: "dossier",
  camera: "point",
};
const LISTS: Readonly<Record<string, string>> = {
  account: "/users",
  identity: "/users",
  session: "/users",
  token: "/tokens",
  rule: "/rules",
  division: "/divisions",
  delegation: "/delegations",
  duty: "/duty",
  shift: "/duty",
  leave: "/duty",
  reply: "/replies",
  "standing-order": "/standing-orders",
  forecast: "/risk",
  earthquake: "/risk",
};

function pageOf(noun: string, id: string, pointId: string | null, warning: string | null): RouteLocationRaw | null {
  switch (noun) {
    case "alert":
      return { name: "why", params: { id: bare(id) } };
    case "warning":
      return { name: "warning", params: { id: bare(id) } };
    case "approval":
    case "notice":
      return { name: "sign", params: { id } };
    case "device":
      return { name: "device", params: { id } };
  }
  if (warning && (noun === "household" || noun === "runner")) return { name: "rollCall", params: { id: warning } };
  const page = OF_POINT[noun];
  if (page && pointId) return { name: page, params: { id: pointId } };
  return LISTS[noun] ?? null;
}

/** @param isPoint whether that is the id of a point */
export function subjectOf(entry: AuditEntry, isPoint: (id: string) => boolean): Subject {
  const noun = entry.action.split(".")[0] ?? "";
  const facts = { ...factsOf(entry.detail), ...factsOf(entry.before), ...factsOf(entry.after) };
  const id = entry.object;
  const pointId = textOf(facts["pointId"]) ?? textOf(facts["point"]) ?? (isPoint(id) ? id : null);
  const name = textOf(facts["displayName"]) ?? textOf(facts["name"]);
  return { noun, id, name, pointId, to: id === "" ? null : pageOf(noun, id, pointId, textOf(facts["warning"])) };
}
