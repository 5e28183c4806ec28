import { ref, watchEffect } from "vue";
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
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A role on a point's card; the wire writes it in small letters or in capitals. */
export const roleText = (role: string | null): string =>
  role === null ? "" : tOr(`role.${role.toLowerCase().replace("_", "-")}`, role);

export const hazardText = (kind: string): string => tOr(`hazard.${kind}`, kind);

/** For keys made from wire values: an unknown value shows as itself. */
export function tOr(key: string, otherwise: string): string {
  return key in MESSAGES ? t(key as MessageKey) : otherwise;
}
