import { shallowRef } from "vue";
import { api } from "./centre";

const names = shallowRef<ReadonlyMap<string, string>>(new Map());
let asked = false;

/** How a device is called; `null` until the centre has told it, and of one that is gone. */
export function deviceName(id: string): string | null {
  if (!asked) {
    asked = true;
    void api
      .devices()
      .then((all) => (names.value = new Map(all.map((one) => [one.id, one.name]))))
      .catch(() => (asked = false));
  }
  return names.value.get(id) ?? null;
}
