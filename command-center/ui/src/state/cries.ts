import { computed, ref, shallowRef, watch } from "vue";
import { type Cry, criesOf } from "@/api/cries";
import { api, picture, session } from "./centre";
import { may } from "./may";
import { usePoll } from "./poll";

const EVERY_MS = 3_000;

/** All that are not settled, those that nobody has taken first; `null` before the first word. */
export const cries = shallowRef<readonly Cry[] | null>(null);
/** Why the centre does not tell them now; what was last heard stands. */
export const criesFailure = ref<string | null>(null);
/** Somebody must take one, here: it sounds. */
export const isHelpWanted = computed(() => may("takeCry") && cries.value?.some(({ isWaiting }) => isWaiting) === true);

let ask: () => Promise<void> = () => Promise.resolve();
/** Reads them at once: somebody here has just taken or settled one. */
export const readCries = (): Promise<void> => ask();

/** Keeps them up to date, once for all pages: read often, and at once when somebody has answered anything. */
export function useCries(): void {
  const user = (): string => (session.value && !session.value.once ? session.value.username : "");
  const { value, failure, again } = usePoll(
    user,
    (who) => (who === "" ? Promise.resolve(null) : criesOf(api).open()),
    EVERY_MS,
  );
  ask = again;
  // no answer is no reason to fall silent: only another user hears nothing of them
  watch(user, () => (cries.value = null));
  watch(value, (found) => {
    if (found !== null) cries.value = found;
  });
  watch(failure, (why) => (criesFailure.value = why));
  watch(
    () => picture.value.replies[0]?.id,
    () => void again(),
  );
}
