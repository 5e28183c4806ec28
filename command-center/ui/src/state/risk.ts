import { onScopeDispose, ref, shallowRef, watch } from "vue";
import type { Division, DivisionRisk } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { api, snapshots } from "./centre";

/** The job tells it once a minute at most. */
const REFRESH_MS = 15_000;

/** The rain risk of the divisions, and their names. */
export function useRisk() {
  const risks = shallowRef<readonly DivisionRisk[]>([]);
  const divisions = shallowRef<readonly Division[]>([]);
  const failure = ref<string | null>(null);
  const known = ref(false);

  async function read(): Promise<void> {
    try {
      if (divisions.value.length === 0) divisions.value = await api.divisions();
      risks.value = await api.risk();
      failure.value = null;
      known.value = true;
    } catch (error) {
      failure.value = failureText(error);
    }
  }

  watch(snapshots, (n) => n > 0 && void read(), { immediate: true });
  const timer = setInterval(() => void read(), REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { risks, divisions, failure, known, read };
}
