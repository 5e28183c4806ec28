import type { Lack, OfficerCall } from "@/api/calls";
import type { Level } from "@/api/types";
import { rankOf } from "@/lib/level";
import { nameOf } from "@/state/names";
import { lang, t } from "./index";
import { divisionText } from "@/state/divisions";
import { whenTime } from "@/lib/time";

type Detail = Readonly<Record<string, unknown>>;

/** The level that an entry of a warning's log speaks of. */
export function levelIn({ level }: Detail): Level | null {
  return typeof level === "string" && rankOf(level as Level) > 0 ? (level as Level) : null;
}

/** What people or the job wrote stands first, then to whom and how many it went. */
const words = (): readonly string[] => ["reason", "comment", "review", lang.value];

interface Passed {
  readonly division: string;
  readonly usernames: readonly string[];
  readonly lack: Lack;
}

/** Who had never answered when it was closed. */
interface Silent {
  readonly households: number;
  readonly people: number;
}

/** Of each division that was passed over when somebody was called, in plain words who could not be rung, and why. */
function passedText({ passed }: Detail): readonly string[] {
  if (!Array.isArray(passed)) return [];
  return passed.map(({ division, usernames, lack }: Passed) => {
    const why = t(`calls.lack.${lack}`);
    const names = usernames.map(nameOf).join("、");
    return t("calls.passed", {
      place: divisionText(division),
      why: names === "" ? why : t("calls.lack.who", { names, why }),
    });
  });
}

/** On which number, and how it ended. */
export function callText({ name, phone, result, endedAt, at, reason }: OfficerCall, now: number): string {
  const time = whenTime(endedAt ?? at, now);
  const said = t(`calls.result.${result}`, { time, why: reason ?? t("calls.nonumber") });
  return [name === "" ? t("calls.nobody") : name, ...(phone ? [phone] : []), said].join(" ");
}

/** What an entry says beside who did what and when. */
export function detailText(detail: Detail): string {
  const said = words().flatMap((key) => (typeof detail[key] === "string" && detail[key] !== "" ? [detail[key]] : []));
  const { notice, people, households, usernames, evidence } = detail;
  const silent = detail["silent"] as Silent | undefined;
  const grown = levelIn({ level: evidence });
  const facts = [
    ...(grown ? [t("log.evidence", { level: t(`level.${grown}`) })] : []),
    ...(typeof notice === "number" ? [t("notice.number", { n: notice })] : []),
    ...(typeof people === "number" && typeof households === "number"
      ? [t("notice.readers", { people, households })]
      : []),
    ...(Array.isArray(usernames)
      ? [usernames.length > 0 ? usernames.map((one) => nameOf(String(one))).join("、") : t("calls.nobody")]
      : []),
    ...(silent ? [t("log.silent", { ...silent })] : []),
    ...passedText(detail),
  ];
  return [...said, ...facts].join(" · ");
}
