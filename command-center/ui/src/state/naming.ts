import { watch } from "vue";
import { t } from "@/i18n";
import { api, session, snapshots } from "./centre";
import { forgetNames, learnNames } from "./names";

/** Learns who the logins are from what the centre tells this account; of whom it tells no name, what they are. */
export function useNames(): void {
  async function learn(): Promise<void> {
    const who = session.value;
    if (!who || who.once) return;
    learnNames([who]);
    try {
      const found = await api.userNames();
      const named = found.map(({ username, displayName, role }) => ({
        username,
        displayName: displayName ?? t(`userrole.${role}`),
      }));
      if (session.value?.username === who.username) learnNames(named);
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
