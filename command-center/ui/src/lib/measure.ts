import type { Alert } from "@/api/types";

/** What an alert is about. The method is not in an alert: kind, quantity and unit tell it. */
export type Measure =
  | "value"
  | "rate"
  | "angle"
  | "forecast"
  | "tilt"
  | "tilt-rate"
  | "rain"
  | "thaw"
  | "shaking"
  | "fused"
  | "debris-flow";

export type Sign = "≥" | "≤" | "<" | ">";

const isTilt = (quantity: string | null): boolean => quantity?.startsWith("tilt.") ?? false;
const isPerTime = (unit: string | null): boolean => unit !== null && /^\S+\/[dh]$/.test(unit);

/** The one place where the method is derived. */
export function measureOf({ kind, quantity, unit }: Pick<Alert, "kind" | "quantity" | "unit">): Measure {
  if (isPointLevel({ kind, quantity })) return kind === "fused" ? "fused" : "debris-flow";
  if (kind === "rainfall") return "rain";
  if (unit === "d") return "forecast";
  if (isTilt(quantity) && isPerTime(unit)) return "tilt-rate";
  if (kind === "trend" && unit === "deg") return "angle";
  if (kind === "trend" && isPerTime(unit)) return "rate";
  if (kind === "tilt") return "tilt";
  if (unit === "Cel.h") return "thaw";
  if (unit === "1" || unit === "") return "shaking";
  return "value";
}

/** The same of a row of evidence, which has no kind of its own: what stands in degrees and is no tilt is an angle. */
export function measureOfRow(quantity: string, unit: string | null): Measure {
  if (quantity.split("/")[0] === "rain" || quantity === "rain.total") return "rain";
  const isJudged = unit === "d" || isPerTime(unit) || (unit === "deg" && !isTilt(quantity) && quantity !== "azimuth");
  return measureOf({ kind: isJudged ? "trend" : "threshold", quantity, unit });
}

/** It speaks for the point as a whole, not for a channel. */
export const isPointLevel = ({ kind, quantity }: Pick<Alert, "kind" | "quantity">): boolean =>
  quantity === null && (kind === "fused" || kind === "debris-flow");

export interface Comparison {
  readonly sign: Sign;
  readonly limit: number;
  readonly unit: string;
}

/** Sign, limit and unit of a `why` that compares: "62 ≥ 50 mm/d", "76 ≥ 75 mm · 3 h". */
export function comparisonOf(why: string): Comparison | null {
  const found = /^\S+ ([≥≤<>]) ([−-]?[\d.]+(?:[eE][+-]?\d+)?)(?: ([^\s,·]+))?/.exec(why);
  if (!found) return null;
  const limit = Number(found[2]!.replace("−", "-"));
  return Number.isFinite(limit) ? { sign: found[1] as Sign, limit, unit: found[3] ?? "" } : null;
}

/** How the value stands to the limit: as the alert's own evidence says, else by the direction of its measure. */
export function signOf(
  alert: Pick<Alert, "kind" | "quantity" | "unit" | "value" | "limit" | "deviceId" | "evidence">,
): Sign {
  const own = alert.evidence.find(
    ({ deviceId, quantity }) => deviceId === alert.deviceId && quantity === alert.quantity,
  );
  const told = own && comparisonOf(own.why);
  if (told && told.limit === alert.limit) return told.sign;
  const { value, limit } = alert;
  if (value === null || limit === null) return "≥";
  if (measureOf(alert) === "forecast") return value <= limit ? "≤" : ">";
  return value >= limit || Math.abs(value) >= Math.abs(limit) ? "≥" : "<";
}

/** The unit of the value in a row of evidence: its words say it, else the alert's own unit, else the channel's. */
export function unitOfRow(
  row: { readonly deviceId: string; readonly quantity: string; readonly why: string },
  alert: Pick<Alert, "deviceId" | "quantity" | "unit">,
  channelUnit: string | null,
): string | null {
  const told = comparisonOf(row.why);
  if (told && told.unit !== "") return told.unit;
  return row.quantity === alert.quantity && row.deviceId === alert.deviceId
    ? alert.unit
    : (channelUnit ?? usualUnit(row.quantity));
}

/** The units of the wire contract, for a channel that is not at hand. */
const USUAL: Readonly<Record<string, string>> = {
  displacement: "mm",
  settlement: "mm",
  crack: "mm",
  tilt: "deg",
  azimuth: "deg",
  acceleration: "m/s2",
  vibration: "mm/s",
  "acoustic.emission": "mV",
  "ground.sound": "Hz",
  infrasound: "Pa",
  rain: "mm",
  "soil.moisture": "%",
  "soil.temperature": "Cel",
  "soil.pressure": "kPa",
  "pore.pressure": "kPa",
  "water.level": "m",
  "surface.water.level": "m",
  seepage: "l/s",
  "mud.level": "m",
  "flow.speed": "m/s",
  "radar.distance": "m",
  temperature: "Cel",
};

export function usualUnit(quantity: string): string | null {
  const base = quantity.split("/")[0]!;
  return USUAL[base] ?? USUAL[base.split(".")[0]!] ?? null;
}

/** Days as people say them: "1.5 天", "7 小时", "20 分钟". */
export function remainingText(ms: number, lang: "zh" | "en"): string {
  const zh = lang === "zh";
  const days = ms / 86_400_000;
  if (days >= 1) return `${days.toFixed(days < 10 ? 1 : 0).replace(/\.0$/, "")} ${zh ? "天" : "d"}`;
  const hours = ms / 3_600_000;
  if (hours >= 2) return `${Math.round(hours)} ${zh ? "小时" : "h"}`;
  return `${Math.max(1, Math.round(ms / 60_000))} ${zh ? "分钟" : "min"}`;
}

const DAY_MS = 86_400_000;

/** From when an alert's forecast is counted: now, but of a record that is replayed the time of its newest reading. */
export const countedFrom = ({ at, detectedAt }: Pick<Alert, "at" | "detectedAt">, now: number): number =>
  Math.abs(Date.parse(detectedAt) - Date.parse(at)) > DAY_MS ? Date.parse(at) : now;
