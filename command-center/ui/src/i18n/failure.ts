import { ApiError, Unreachable } from "@/api/client";
import { lang, t, tOr } from "./index";

/** Why something failed, in the language of the page; the server's own words are English. */
export function failureText(error: unknown): string {
  if (error instanceof Unreachable) return t(error.isSilent ? "failure.silent" : "failure.unreachable");
  if (error instanceof ApiError) return lang.value === "en" ? error.message : refusalText(error);
  return error instanceof Error ? error.message : String(error);
}

/** Where the centre says in both languages what is in the way, the Chinese words stand in brackets at the end. */
const IN_CHINESE = /[（(]([^()（）]*\p{Script=Han}[^()（）]*)[)）]\s*$/u;

function refusalText({ status, message }: ApiError): string {
  const chinese = IN_CHINESE.exec(message)?.[1];
  if (status === 409 && chinese !== undefined) return chinese;
  const known = tOr(`failure.${status}`, "");
  if (known !== "") return known;
  return status >= 500 ? t("failure.server", { status }) : t("failure.refused", { status, why: message });
}
