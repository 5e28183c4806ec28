import { ref } from "vue";

/** The server's time minus ours, from the last pulse: ages are counted by one clock only. */
const offset = ref(0);

/** The server's now in milliseconds, moving once a second. */
export const now = ref(Date.now());

export function setServerNow(iso: string): void {
  offset.value = Date.parse(iso) - Date.now();
  now.value = Date.now() + offset.value;
}

setInterval(() => (now.value = Date.now() + offset.value), 1000);
