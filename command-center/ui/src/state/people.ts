import { computed, ref, shallowRef, watch } from "vue";
import type { Household } from "@/api/residents";
import { failureText } from "@/i18n/failure";
import { endOfDay } from "@/lib/household";
import { api } from "./centre";
import { useDay } from "./day";

/** The roster of a point, now or as it stood at the end of a day. */
export function usePeople(point: () => string) {
  const households = shallowRef<readonly Household[]>([]);
  const day = useDay();
  const failure = ref<string | null>(null);
  const known = ref(false);
  const people = computed(() => households.value.reduce((sum, one) => sum + one.people, 0));
  let asked = 0;

  async function read(): Promise<void> {
    const mine = ++asked;
    try {
      const found = await api.households(point(), day.value === "" ? null : endOfDay(day.value));
      if (mine !== asked) return;
      households.value = found;
      known.value = true;
      failure.value = null;
    } catch (error) {
      if (mine === asked) failure.value = failureText(error);
    }
  }
  watch([point, day], () => void read(), { immediate: true });
  return { households, people, day, failure, known, read };
}
