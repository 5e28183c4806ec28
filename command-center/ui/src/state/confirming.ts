import { ref } from "vue";
import type { AlertView } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { acknowledge } from "./centre";

/** Acknowledging what waits on a page, and what came of it. */
export function useConfirming(waiting: () => AlertView | null | undefined) {
  const refusal = ref<string | null>(null);

  async function confirm(): Promise<void> {
    const alert = waiting();
    if (!alert) return;
    refusal.value = null;
    try {
      await acknowledge(alert);
    } catch (error) {
      refusal.value = failureText(error);
    }
  }
  return { refusal, confirm };
}
