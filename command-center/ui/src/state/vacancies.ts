import { onScopeDispose, shallowRef, watch } from "vue";
import type { DutyAlarm } from "@/api/people";
import type { Division } from "@/api/types";
import { api, session, snapshots } from "./centre";

/** The centre looks once a minute. */
const REFRESH_MS = 60_000;

/** For which times of the next day nobody is on duty in the user's divisions. */
export function useVacancies() {
  const alarms = shallowRef<readonly DutyAlarm[]>([]);
  const divisions = shallowRef<readonly Division[]>([]);

  async function read(): Promise<void> {
    if (!session.value) return;
    const found = await api.dutyAlarms().catch(() => null);
    if (found === null) return;
    if (found.length > 0 && divisions.value.length === 0) {
      divisions.value = await api.divisions().catch(() => []);
    }
    alarms.value = found;
  }

  watch(session, () => (alarms.value = []));
  watch(snapshots, (n) => n > 0 && void read(), { immediate: true });
  const timer = setInterval(() => void read(), REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));
  return { alarms, divisions };
}
