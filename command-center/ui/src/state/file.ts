import { computed, ref, shallowRef, watch } from "vue";
import type { People, Person, Reminder, WholeFile } from "@/api/registry";
import { failureText } from "@/i18n/failure";
import { endOfDay } from "@/lib/household";
import { api } from "./centre";
import { useDay } from "./day";
import { may } from "./may";

/** The file of a point, now or as it stood at the end of a day. */
export function useFile(point: () => string) {
  const day = useDay();
  const file = shallowRef<WholeFile | null>(null);
  const failure = ref<string | null>(null);
  const mayChange = computed(() => may("changePoint") && day.value === "");
  let asked = 0;

  async function read(): Promise<void> {
    const mine = ++asked;
    try {
      const found = await api.registry.file(point(), day.value === "" ? null : endOfDay(day.value));
      if (mine !== asked) return;
      file.value = found;
      failure.value = null;
    } catch (error) {
      if (mine !== asked) return;
      file.value = null;
      failure.value = failureText(error);
    }
  }
  watch([point, day], () => void read(), { immediate: true });
  return { day, file, failure, mayChange, read };
}

/** Whatever the other parts of a point's page stand on; what cannot be had is left out. */
export function useSurroundings(point: () => string, day: () => string) {
  const people = shallowRef<People | null>(null);
  const reminders = shallowRef<readonly Reminder[] | null>(null);

  async function read(): Promise<void> {
    const wanted = point();
    const at = day() === "" ? null : endOfDay(day());
    const [who, what] = await Promise.allSettled([api.registry.people(wanted, at), api.registry.reminders(wanted)]);
    if (wanted !== point()) return;
    people.value = who.status === "fulfilled" ? who.value : null;
    reminders.value = what.status === "fulfilled" ? what.value : null;
  }
  watch([point, day], () => void read(), { immediate: true });
  return { people, reminders, read };
}

/** The responsible persons, each with the version that a change needs. */
export function usePersons(point: () => string, day: () => string) {
  const persons = shallowRef<readonly Person[]>([]);
  const failure = ref<string | null>(null);

  async function read(): Promise<void> {
    try {
      persons.value = await api.registry.persons(point(), day() === "" ? null : endOfDay(day()));
      failure.value = null;
    } catch (error) {
      failure.value = failureText(error);
    }
  }
  watch([point, day], () => void read(), { immediate: true });
  return { persons, failure, read };
}
