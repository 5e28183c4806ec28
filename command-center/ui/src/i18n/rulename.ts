import type { AlertView, RuleConfig } from "@/api/types";
import { quantityText } from "@/lib/format";
import { isPointLevel } from "@/lib/measure";
import { hazardText, lang, methodText, tOr } from "./index";
import { subjectText } from "./wording";

/** A rule by what it looks at and how, "裂缝 位移速率法": its id is a key of the system, in the words of whoever wrote it. */
export function ruleText({ method, appliesTo }: Pick<RuleConfig, "method" | "appliesTo">): string {
  const { quantity, kinds } = appliesTo;
  return [...(kinds ?? []).map(hazardText), quantityText(quantity, lang.value), methodText(method)].join(" ").trim();
}

/** The rule behind an alert, which says its id alone. */
export const ruleOf = (alert: Pick<AlertView, "kind" | "quantity" | "unit" | "evidence" | "ruleId">): string => {
  if (lang.value === "en") return alert.ruleId;
  return isPointLevel(alert) ? tOr(`method.${alert.kind}`, alert.ruleId) : subjectText(alert) || alert.ruleId;
};
