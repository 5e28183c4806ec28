import type { Subject } from "@/lib/subject";
import { deviceName } from "@/state/devicenames";
import { divisionText } from "@/state/divisions";
import { picture } from "@/state/centre";
import { nameOf } from "@/state/names";
import { t, tOr } from "./index";

const PEOPLE = new Set(["account", "identity", "session"]);

/** How a point is called; of one that this account does not see, that it is one. */
export const pointText = (id: string): string => picture.value.points.get(id)?.name ?? t("subject.point");

/** To what something was done, in words: what it is, and what it or its point is called. An id is nobody's word. */
export function subjectText({ noun, id, name, pointId }: Subject): string {
  if (id === "") return "";
  if (PEOPLE.has(noun)) return nameOf(id);
  if (noun === "division") return divisionText(id);
  if (noun === "point") return name ?? pointText(id);
  const called = name ?? (noun === "device" ? deviceName(id) : null);
  const at = pointId === null ? null : (picture.value.points.get(pointId)?.name ?? null);
  const alert = noun === "alert" ? picture.value.alerts.get(id.replace("alert/", "")) : undefined;
  const place = at ?? alert?.pointName ?? null;
  return [place, tOr(`subject.${noun}`, t("subject.other")), called].filter((part) => part !== null).join(" ");
}
