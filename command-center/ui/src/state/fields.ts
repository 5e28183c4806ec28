import { ref } from "vue";
import { ApiError } from "@/api/client";
import { lang, t, tOr } from "@/i18n";
import { failureText } from "@/i18n/failure";

/** Sends a form, and holds what was refused: field by field where the centre names them. */
export function useFields() {
  const failure = ref<string | null>(null);
  const faults = ref<Readonly<Record<string, string>>>({});
  const sending = ref(false);

  /** Whether it was taken. */
  async function send(act: () => Promise<unknown>): Promise<boolean> {
    failure.value = null;
    faults.value = {};
    sending.value = true;
    try {
      await act();
      return true;
    } catch (error) {
      const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      faults.value = Object.fromEntries(
        errors.map(({ field, expected }) => [
          field,
          lang.value === "zh" ? tOr(`fault.${field.replace(/\[\d+\]/g, "")}`, expected) : expected,
        ]),
      );
      if (errors.length > 0) failure.value = t("fault.many", { n: errors.length });
      else failure.value = failureText(error);
      return false;
    } finally {
      sending.value = false;
    }
  }
  return { failure, faults, sending, send };
}
