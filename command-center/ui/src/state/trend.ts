import { type MaybeRefOrGetter, onScopeDispose, ref, shallowRef, toValue, watch } from "vue";
import { type Sample, samplesOf } from "@/lib/series";
import { api } from "./centre";
import { now } from "./clock";

const REFRESH_MS = 10_000;

/** The course of one channel over the last so many seconds, read again every ten seconds and when the channel changes. */
export function useTrend(
  channel: MaybeRefOrGetter<{ readonly device: string; readonly quantity: string } | null>,
  seconds: () => number,
  buckets: number,
) {
  const samples = shallowRef<readonly Sample[]>([]);
  /** Of the readings; an alert may judge in another one. */
  const unit = ref<string | null>(null);
  let asked = 0;

  async function read(): Promise<void> {
    const wanted = toValue(channel);
    const mine = ++asked;
    if (!wanted) {
      samples.value = [];
      return;
    }
    const to = new Date(now.value);
    const from = new Date(to.getTime() - seconds() * 1000);
    const found = await api.observations(wanted.device, wanted.quantity, from, to, buckets).catch(() => null);
    if (mine !== asked || !found) return;
    samples.value = samplesOf(found.buckets);
    unit.value = found.unit;
  }

  watch(
    () => {
      const wanted = toValue(channel);
      return wanted ? `${wanted.device}~${wanted.quantity}` : "";
    },
    () => {
      samples.value = [];
      void read();
    },
    { immediate: true },
  );
  const timer = setInterval(() => void read(), REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { samples, unit };
}
