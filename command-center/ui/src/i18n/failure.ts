import { ApiError, Unreachable } from "@/api/client";
import { lang, t, tOr } from "./index";

/** Why something failed, in the language of the page; the server's own words are English. */
export function failureText(error: unknown): string {
  if (error instanceof Unreachable) return t(error.isSilent ? "failure.silent" : "failure.unreachable");
  if (error instanceof ApiError) return lang.value === "en" ? error.message : refusalText(error);
  return error instanceof Error ? error.message : String(error);
}

function refusalText({ status, message }: ApiError): string {
  const known = tOr(`failure.${status}`, "");
  if (known !== "") return known;
  return status >= 500 ? t("failure.server", { status }) : t("failure.refused", { status, why: message });
}
