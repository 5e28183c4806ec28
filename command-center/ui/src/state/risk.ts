import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { Division, DivisionRisk } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { newestRisks } from "@/lib/risk";
import { api, picture, snapshots, whole } from "./centre";

/** While nothing is pushed, for the link is down: the job tells it once a minute at most. */
const FALLBACK_MS = 15_000;

/** The rain risk of the divisions, as it is pushed, and their names. */
export function useRisk() {
  const found = shallowRef<readonly DivisionRisk[]>([]);
  const divisions = shallowRef<readonly Division[]>([]);
  const failure = ref<string | null>(null);
  const known = ref(false);
  const told = computed(() => picture.value.risks);
  const risks = computed(() => newestRisks(found.value, told.value));

  async function read(): Promise<void> {
    try {
      if (divisions.value.length === 0) divisions.value = await api.divisions();
      found.value = await api.risk();
      failure.value = null;
      known.value = true;
    } catch (error) {
      failure.value = failureText(error);
    }
  }

  watch(snapshots, (n) => n > 0 && void read(), { immediate: true });
  const timer = setInterval(() => {
    if (!whole.value || failure.value !== null) void read();
  }, FALLBACK_MS);
  onScopeDispose(() => clearInterval(timer));
  return { risks, divisions, failure, known, read };
}
