import { computed, shallowRef, watch } from "vue";
import { type Cry, criesOf } from "@/api/cries";
import { api, picture, session } from "./centre";
import { may } from "./may";
import { usePoll } from "./poll";

const EVERY_MS = 3_000;

/** All that are not settled, those that nobody has taken first; empty before the first word. */
export const cries = shallowRef<readonly Cry[]>([]);
/** Somebody must take one, here: it sounds. */
export const isHelpWanted = computed(() => may("takeCry") && cries.value.some(({ isWaiting }) => isWaiting));

/** Keeps them up to date while the part is shown: read often, and at once when somebody has answered anything. */
export function useCries() {
  const { value, failure, again } = usePoll(
    () => session.value?.username ?? "",
    (who) => (who === "" ? Promise.resolve([]) : criesOf(api).open()),
    EVERY_MS,
  );
  watch(value, (found) => (cries.value = found ?? []), { immediate: true });
  watch(
    () => picture.value.replies[0]?.id,
    () => void again(),
  );
  return { failure, again };
}
