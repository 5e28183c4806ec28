import type { AlertStep, AlertView, Level } from "@/api/types";
import { isEquipment } from "./level";
import { isPointLevel, measureOf, signOf } from "./measure";

/** A level that stands although the evidence has fallen below it. */
export type Holding =
  | {
      readonly by: "time";
      readonly level: Level;
      readonly since: string;
      /** It falls by one level then at the earliest. */
      readonly until: string;
      /** For how long the evidence has to stay below, ms. */
      readonly span: number;
      /** What the evidence says now; `null` for normal. */
      readonly evidence: Level | null;
    }
  /** Of one channel: by the rule's deadband or off-delay. */
  | { readonly by: "rule"; readonly level: Level };

/** Why an alert keeps its level; `null` while its evidence stands at it, and for what is over. */
export function holdingOf(alert: AlertView): Holding | null {
  const { level, hold } = alert;
  if (!alert.open || level === null || isEquipment(alert)) return null;
  if (hold) return { by: "time", level, ...hold, span: Date.parse(hold.until) - Date.parse(hold.since) };
  const isCompared = !isPointLevel(alert) && measureOf(alert) !== "forecast" && alert.limit !== null;
  return isCompared && signOf(alert) === "<" ? { by: "rule", level } : null;
}

/** The word by which a held alert stood best on its level: borne out, and by the most instruments; the first of equals. */
export function bestOf({ level, history }: Pick<AlertView, "level" | "history">): AlertStep | null {
  const weight = ({ corroborated, devices }: AlertStep): number => (corroborated ? 1_000 : 0) + (devices ?? 0);
  return [...history]
    .sort((a, b) => a.seq - b.seq)
    .filter((step) => step.level === level && (step.devices ?? 0) > 0)
    .reduce<AlertStep | null>((best, step) => (best && weight(best) >= weight(step) ? best : step), null);
}
