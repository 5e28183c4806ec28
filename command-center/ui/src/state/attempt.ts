import { ref } from "vue";
import { failureText } from "@/i18n/failure";

/** Does what a page is asked to do, and holds why it failed until the next attempt. */
export function useAttempt() {
  const failure = ref<string | null>(null);

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    failure.value = null;
    try {
      await act();
    } catch (error) {
      failure.value = failureText(error);
    }
  }
  return { failure, attempt };
}
