import type { Level } from "@/api/types";
import { rankOf } from "@/lib/level";
import { nameOf } from "@/state/names";
import { lang, t } from "./index";

type Detail = Readonly<Record<string, unknown>>;

/** The level that an entry of a warning's log speaks of. */
export function levelIn({ level }: Detail): Level | null {
  return typeof level === "string" && rankOf(level as Level) > 0 ? (level as Level) : null;
}

/** What people or the job wrote stands first, then to whom and how many it went. */
const words = (): readonly string[] => ["reason", "comment", "review", lang.value];

/** What an entry says beside who did what and when. */
export function detailText(detail: Detail): string {
  const said = words().flatMap((key) => (typeof detail[key] === "string" && detail[key] !== "" ? [detail[key]] : []));
  const { notice, people, households, usernames } = detail;
  const facts = [
    ...(typeof notice === "number" ? [t("notice.number", { n: notice })] : []),
    ...(typeof people === "number" && typeof households === "number"
      ? [t("notice.readers", { people, households })]
      : []),
    ...(Array.isArray(usernames) ? [usernames.map((one) => nameOf(String(one))).join("、")] : []),
  ];
  return [...said, ...facts].join(" · ");
}
