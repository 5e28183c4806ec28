import { shallowRef } from "vue";
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
