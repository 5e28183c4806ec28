import { ref, watchEffect } from "vue";
import type { Meaning } from "@/api/types";
import type { Lang } from "@/lib/age";
import { MESSAGES, type MessageKey } from "./messages";

const KEY = "shanshao.language";

/** The language of this browser; Chinese unless the user chose English. */
export const lang = ref<Lang>(localStorage.getItem(KEY) === "en" ? "en" : "zh");

watchEffect(() => {
  localStorage.setItem(KEY, lang.value);
  document.documentElement.lang = lang.value === "zh" ? "zh-CN" : "en";
});

export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const text: string = MESSAGES[key][lang.value === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "")).trim();
}

/** A role on a point's card; the wire writes it in small letters or in capitals. */
export const roleText = (role: string | null): string => {
  if (role === null) return "";
  const key = role.toLowerCase().replace("_", "-");
  return tOr(`role.${key}`, tOr(`userrole.${key}`, role));
};

/** What somebody answered: the words themselves only where they are there to be read. */
export const answerText = ({ meaning, text }: { readonly meaning: Meaning; readonly text: string | null }): string =>
  (meaning === "text" || meaning === "part") && text !== null
    ? `“${text}”`
    : [t(`answer.${meaning}`), (meaning === "refused" || meaning === "still-there") && text !== null ? `“${text}”` : ""]
        .join(" ")
        .trim();

export const hazardText = (kind: string): string => tOr(`hazard.${kind}`, kind);

/** Why data was rejected; a reason we do not know shows as it is written. */
export const rejectionText = (reason: string): string => tOr(`reject.${reason}`, reason);

/** The gate that refused a forecast; one that we do not know shows as it is written. */
export const gateText = (gate: string): string => (gate === "" ? t("gate.unknown") : tOr(`gate.${gate}`, gate));

export const methodText = (method: string): string => tOr(`method.${method}`, method);

/** The name of a division; in English one without an English name is left out. */
export const placeText = (name: string): string => (lang.value === "zh" ? name : (DIVISIONS[name] ?? ""));

const DIVISIONS: Readonly<Record<string, string>> = {
  吉林省: "Jilin",
  长春市: "Changchun",
  吉林市: "Jilin City",
  四平市: "Siping",
  辽源市: "Liaoyuan",
  通化市: "Tonghua",
  白山市: "Baishan",
  松原市: "Songyuan",
  白城市: "Baicheng",
  延边朝鲜族自治州: "Yanbian",
};

/** For keys made from wire values: an unknown value shows as itself. */
export function tOr(key: string, otherwise: string, values: Readonly<Record<string, string | number>> = {}): string {
  return key in MESSAGES ? t(key as MessageKey, values) : otherwise;
}
