import type { AlertView } from "@/api/types";

/** What is wrong with the instrument: silent, a wrong clock, or data that cannot be right. */
export function troubleOf(
  alert: Pick<AlertView, "kind" | "ruleId" | "evidence" | "text">,
): "offline" | "clock" | "quality" {
  if (alert.kind === "offline") return "offline";
  const words = [alert.ruleId, alert.text.en, ...alert.evidence.map(({ why }) => why)].join(" ");
  return /clock|时钟/i.test(words) ? "clock" : "quality";
}
