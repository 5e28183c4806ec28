import { shallowRef } from "vue";
import { placeText, t } from "@/i18n";
import { api, session } from "./centre";

const names = shallowRef<ReadonlyMap<string, string>>(new Map());
let asked = false;

/** The name of a division; its code until the centre has told the names. */
export function divisionName(code: string): string {
  if (session.value?.division.code === code) return session.value.division.name;
  if (!asked) {
    asked = true;
    void api
      .divisions()
      .then((all) => (names.value = new Map(all.map(({ code: key, name }) => [key, name]))))
      .catch(() => (asked = false));
  }
  return names.value.get(code) ?? code;
}

/** Of those above, whose names the centre does not tell, by what they are: GB/T 2260 gives a province two digits, a city four. */
export function divisionText(code: string): string {
  const name = divisionName(code);
  if (name !== code) return placeText(name) || name;
  return code.length === 2 ? t("division.province") : code.length === 4 ? t("division.city") : code;
}
