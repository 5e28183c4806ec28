import type { RuleConfig } from "@/api/types";
import { quantityText } from "@/lib/format";
import { hazardText, lang, t } from "./index";

/** Where a rule holds: what it looks at, and at which point, device or kind of hazard. */
export function appliesText(
  { appliesTo }: Pick<RuleConfig, "appliesTo">,
  pointName: (id: string) => string,
  deviceName: (id: string) => string,
): string {
  const { quantity, pointId, deviceId, kinds } = appliesTo;
  const where = [
    ...(pointId ? [pointName(pointId)] : []),
    ...(deviceId ? [deviceName(deviceId)] : []),
    ...(kinds ?? []).map(hazardText),
  ];
  return `${quantityText(quantity, lang.value)} · ${where.length > 0 ? where.join("、") : t("rules.everywhere")}`;
}
