import type { RuleConfig } from "@/api/types";
import { numberText, quantityText } from "@/lib/format";
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

/** "absolute 1　below 0": as they are written, since whoever reads them looks them up by these names. */
export const paramsText = ({ params }: Pick<RuleConfig, "params">): string =>
  Object.entries(params)
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([name, value]) => `${name} ${numberText(value)}`)
    .join("　");
