import { watch } from "vue";
import { api, session, snapshots } from "./centre";
import { may } from "./may";
import { forgetNames, learnNames } from "./names";

/** Learns who the logins are from what the centre tells this account: itself, who is on duty here, and all users if it may. */
export function useNames(): void {
  async function learn(): Promise<void> {
    const who = session.value;
    if (!who || who.once) return;
    learnNames([who]);
    try {
      const found = may("readUsers") ? await api.users() : (await api.dutyNow(who.division.code)).on;
      if (session.value?.username === who.username) learnNames(found);
    } catch {
      // a login stands in the place of a name
    }
  }
  watch(
    () => session.value?.username,
    () => {
      forgetNames();
      void learn();
    },
    { immediate: true },
  );
  watch(snapshots, () => void learn());
}
