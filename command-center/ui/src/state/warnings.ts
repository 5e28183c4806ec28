import { computed, watch } from "vue";
import { warningsOf } from "@/api/warnings";
import { groupsOf } from "@/lib/warning";
import { api, calls } from "./centre";
import { now } from "./clock";
import { usePoll } from "./poll";

const EVERY_MS = 3_000;

/** The open warnings of the division, in the order in which they call; read again at once when an alert moves. */
export function useWarnings() {
  const { value, failure, again } = usePoll(
    () => "open",
    () => warningsOf(api).open(),
    EVERY_MS,
  );
  watch(
    () => calls.value.map(({ id, seq }) => `${id}:${seq}`).join(),
    () => void again(),
  );
  /** A shelf ends by time alone. */
  const groups = computed(() => groupsOf(value.value ?? [], now.value));
  return { warnings: value, groups, failure, again };
}
