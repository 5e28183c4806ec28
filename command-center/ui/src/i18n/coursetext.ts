import type { CourseEntry } from "@/api/rollcall";
import type { LogEntry } from "@/api/warnings";
import { t } from "./index";

/** A household, or a villager, as officers know it. */
export const homeText = (number: string, name: string | null): string =>
  [number === "" ? "" : t("roll.household", { number }), name ?? ""].filter((part) => part !== "").join(" ");

function entryOf(entry: CourseEntry): LogEntry {
  const { at, act, number, name, before, after, by, byName, note, called } = entry;
  const facts = [
    homeText(number, name),
    before && after && before !== after ? `${t(`roll.state.${before}`)} → ${t(`roll.state.${after}`)}` : "",
    note ?? "",
  ].filter((fact) => fact !== "");
  return {
    at,
    by: by ?? "",
    byName: by === null ? "" : (byName ?? by),
    act: `roll.${act}`,
    detail: { reason: facts.join("　"), ...(called.length > 0 ? { usernames: called } : {}) },
  };
}

/** What was done about the warning and about its households, oldest first. */
export const wholeLog = (log: readonly LogEntry[], course: readonly CourseEntry[] | null): readonly LogEntry[] =>
  [...log, ...(course ?? []).map(entryOf)].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
