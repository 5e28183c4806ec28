import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { failureText } from "@/i18n/failure";
import { snapshots } from "./centre";

/**
 * What the centre tells of `key`, read again so often and whenever the picture is read anew. The next question waits for the
 * last answer, so a slow centre is not asked faster than it speaks; while it does not answer, what was last heard stands.
 */
export function usePoll<T>(key: () => string, read: (key: string) => Promise<T>, everyMs: number) {
  const value = shallowRef<T | null>(null);
  const failure = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let left = false;

  async function again(): Promise<void> {
    clearTimeout(timer);
    const mine = ++asked;
    try {
      const found = await read(key());
      if (mine !== asked) return;
      value.value = found;
      failure.value = null;
    } catch (error) {
      if (mine !== asked) return;
      failure.value = failureText(error);
    }
    if (!left) timer = setTimeout(() => void again(), everyMs);
  }

  watch(
    key,
    () => {
      value.value = null;
      failure.value = null;
      void again();
    },
    { immediate: true },
  );
  watch(snapshots, () => void again());
  onScopeDispose(() => {
    left = true;
    asked++;
    clearTimeout(timer);
  });
  return { value, failure, again };
}
