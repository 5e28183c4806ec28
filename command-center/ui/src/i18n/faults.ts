import { ApiError } from "@/api/client";
import { failureText } from "./failure";
import { lang, tOr } from "./index";

/** A field that the server did not take. */
export interface FieldFault {
  /** Without the part that it stands in: `volume` of `dossier.volume`. */
  readonly field: string;
  readonly label: string;
  readonly expected: string;
}

export const fieldText = (field: string): string =>
  tOr(`field.${field}`, tOr(`field.${field.replace(/^.*\./, "")}`, field));

/** The wrong fields of a refusal, in the words of the page; none when it was not about fields. */
export function faultsOf(error: unknown): readonly FieldFault[] {
  if (!(error instanceof ApiError) || ![400, 422].includes(error.status)) return [];
  return (error.problem.errors ?? []).map(({ field, expected }) => ({
    field: field.replace(/^dossier\./, ""),
    label: fieldText(field),
    expected: lang.value === "en" ? expected : tOr(`expect.${field}`, expected),
  }));
}

/** Why it failed: the wrong fields by their names, or else what happened. */
export function refusalOf(error: unknown): string {
  const faults = faultsOf(error);
  return faults.length === 0
    ? failureText(error)
    : faults.map(({ label, expected }) => `${label}：${expected}`).join("；");
}
