import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { ApiError } from "@/api/client";
import type { AlertView, WhyView } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { paced } from "@/lib/pace";
import { api, picture, snapshots } from "./centre";

/** Judging a record anew is work: not more often than that, however fast the alert changes. */
const PACE_MS = 15_000;
const READ_AGAIN_MS = 60_000;

/** A part that the centre does not tell is empty: what it does tell is shown all the same. */
const complete = (found: WhyView): WhyView => ({
  ...{
    rule: null,
    method: "",
    quantity: "",
    unit: "",
    judgedUnit: "",
    limits: {},
    series: [],
    forecasts: [],
    numbers: [],
    opinions: [],
  },
  ...{ explanation: { zh: "", en: "" } },
  ...(Object.fromEntries(Object.entries(found).filter(([, part]) => part !== null)) as unknown as WhyView),
});

/** One alert and why it was raised, read again when the alert changes and once a minute while it is open. */
export function useWhy(id: () => string) {
  const known = shallowRef<AlertView | null>(null);
  const why = shallowRef<WhyView | null>(null);
  /** The alert itself cannot be read. */
  const failure = ref<string | null>(null);
  /** The record behind it cannot be judged anew. */
  const refusal = ref<string | null>(null);
  /** There is none. */
  const isUnheld = ref(false);
  let asked = 0;

  const alert = computed<AlertView | null>(() => {
    const held = picture.value.alerts.get(id());
    return held && held.seq >= (known.value?.seq ?? 0) ? held : known.value;
  });

  async function readAlert(wanted: string): Promise<void> {
    try {
      const found = await api.alert(wanted);
      if (wanted !== id()) return;
      known.value = found;
      failure.value = null;
    } catch (error) {
      if (wanted === id()) failure.value = failureText(error);
    }
  }

  async function readWhy(wanted: string): Promise<void> {
    const mine = ++asked;
    try {
      const found = await api.why(wanted);
      if (mine !== asked) return;
      why.value = complete(found);
      refusal.value = null;
      isUnheld.value = false;
    } catch (error) {
      if (mine !== asked) return;
      isUnheld.value = error instanceof ApiError && error.status === 404;
      refusal.value = isUnheld.value ? null : failureText(error);
    }
  }

  const read = async (): Promise<void> => {
    const wanted = id();
    await Promise.all([readAlert(wanted), readWhy(wanted)]);
  };

  const { run, stop } = paced(() => void readWhy(id()), PACE_MS);
  watch(
    id,
    () => {
      known.value = null;
      why.value = null;
      failure.value = null;
      refusal.value = null;
      isUnheld.value = false;
      void read();
    },
    { immediate: true },
  );
  watch(
    () => [id(), alert.value?.seq] as const,
    ([here, seq], [before, last]) => {
      if (here === before && last !== undefined && seq !== last) run();
    },
  );
  watch(snapshots, () => void read());
  const timer = setInterval(() => {
    if (alert.value?.open) run();
  }, READ_AGAIN_MS);
  onScopeDispose(() => {
    asked++;
    stop();
    clearInterval(timer);
  });
  return { alert, why, failure, refusal, isUnheld, read };
}
