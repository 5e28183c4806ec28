import { hazardText, lang, t, tOr } from "@/i18n";
import { SEALED } from "@/lib/difference";
import { quantityText } from "@/lib/format";
import { stampTime } from "@/lib/time";
import { deviceName } from "@/state/devicenames";
import { divisionText } from "@/state/divisions";
import { nameOf } from "@/state/names";
import { pointText } from "./subject";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/;
const PERSONS = new Set(["by", "who", "officer", "deputy", "taker", "giver", "username", "enteredBy", "confirmedBy"]);

/** Values that the wire writes in words of its own, by the field that they stand in. */
const WORDS: Readonly<Record<string, (value: string) => string>> = {
  role: (value) => tOr(`userrole.${value.toLowerCase()}`, tOr(`role.${value.toLowerCase().replace("_", "-")}`, value)),
  state: (value) => tOr(`device.state.${value.toLowerCase()}`, value),
  level: (value) => tOr(`level.${value.toLowerCase()}`, value),
  realm: (value) => tOr(`order.realm.${value.toLowerCase()}`, value),
  kind: (value) => tOr(`kindof.${value.toLowerCase()}`, hazardText(value)),
  do: (value) => tOr(`command.${value}`, value),
  point: (value) => pointText(value),
  pointId: (value) => pointText(value),
  deviceId: (value) => deviceName(value) ?? t("subject.device"),
  device: (value) => deviceName(value) ?? t("subject.device"),
  division: (value) => divisionText(value),
  warning: () => t("subject.warning"),
  warningId: () => t("subject.warning"),
  approval: () => t("subject.approval"),
  alertId: () => t("subject.alert"),
  alert: () => t("subject.alert"),
  household: () => t("subject.household"),
  householdId: () => t("subject.household"),
  standingOrder: () => t("order.of.point"),
  order: () => t("order.of.point"),
  quantity: (value) => quantityText(value, lang.value),
};

/** A value of the trail as people read it: times in China, words instead of keys, names instead of logins. */
export function trailValue(path: string, value: string | null): string {
  if (value === null) return t("audit.nothing");
  if (value === SEALED) return t("audit.sealed");
  if (INSTANT.test(value)) return stampTime(value);
  if (value === "true" || value === "false") return t(value === "true" ? "audit.yes" : "audit.no");
  const field = path.split(".").at(-1) ?? "";
  if (PERSONS.has(field)) return nameOf(value);
  return WORDS[field]?.(value) ?? value;
}

/** Who did it: a person by name, a part of the centre by what it is. */
export const actorText = (who: string): string => tOr(`machine.${who}`, nameOf(who));
