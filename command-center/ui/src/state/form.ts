import { ref, shallowRef } from "vue";
import { ApiError } from "@/api/client";
import { t, tOr } from "@/i18n";
import { failureText } from "@/i18n/failure";

const PATTERN = /[\\[\]{}^$]/;

/** What was expected, in words: a regular expression says nothing to people. */
const wordsOf = (field: string, expected: string): string =>
  PATTERN.test(expected) ? tOr(`form.${field}`, t("form.pattern")) : expected;

/** Does what a form is asked to do; what the centre refuses is told at the field that it names, anything else as a whole. */
export function useForm() {
  const failure = ref<string | null>(null);
  const faults = shallowRef<Readonly<Record<string, string>>>({});

  async function attempt(act: () => Promise<unknown>, fields: readonly string[] = []): Promise<void> {
    failure.value = null;
    faults.value = {};
    try {
      await act();
    } catch (error) {
      const found = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      faults.value = Object.fromEntries(
        found
          .filter(({ field }) => fields.includes(field))
          .map(({ field, expected }) => [field, t("field.wrong", { expected: wordsOf(field, expected) })]),
      );
      if (found.length === 0 || found.some(({ field }) => !fields.includes(field))) failure.value = failureText(error);
    }
  }
  return { failure, faults, attempt };
}
