import type { AlertStep, AlertView, Evidence, Forecast } from "@/api/types";
import { quantityText, valueText } from "@/lib/format";
import {
  type Measure,
  comparisonOf,
  countedFrom,
  isPointLevel,
  measureOf,
  measureOfRow,
  remainingText,
  signOf,
} from "@/lib/measure";
import { whenTime } from "@/lib/time";
import { instruments, rainText } from "@/lib/why";
import { eventAt } from "./hazard";
import { lang, t, tOr } from "./index";

/** What was judged, in words: 位移速率, 切线角, 3小时雨量, 裂缝. */
function wordsOf(measure: Measure, quantity: string | null): string {
  const what = quantityText(quantity, lang.value);
  switch (measure) {
    case "rate":
      return quantity?.startsWith("crack") ? t("word.crack") : t("word.rate", { what });
    case "tilt-rate":
      return t("word.change", { what });
    case "angle":
    case "forecast":
    case "thaw":
      return t(`word.${measure}`);
    case "shaking":
      return t("word.shaking", { what });
    case "fused":
    case "debris-flow":
      return t(`kind.${measure}`);
    default:
      return what;
  }
}

/** What the button says: how many alerts it acknowledges, when it is more than one. */
export const acknowledgeText = (many: number): string =>
  many > 1 ? t("hero.acknowledge.all", { n: many }) : t("hero.acknowledge");

/** The subject of an alert: what it is about. */
export const subjectText = (alert: Pick<AlertView, "kind" | "quantity" | "unit" | "evidence">): string =>
  measureOf(alert) === "rain" ? rainText(alert, lang.value) : wordsOf(measureOf(alert), alert.quantity);

/** "位移速率 62 mm/日 ≥ 50 mm/日"; of a forecast when failure is possible; of a point how many instruments say it. */
export function judgedText(alert: AlertView, now: number): string {
  if (isPointLevel(alert)) {
    return `${subjectText(alert)}　${t("why.instruments", { n: instruments(alert) })}`;
  }
  if (measureOf(alert) === "forecast" && alert.value !== null && alert.level !== null) {
    return forecastText(alert, now) ?? comparedText(alert);
  }
  return comparedText(alert);
}

export function comparedText(alert: AlertView): string {
  const value = alert.value === null ? "" : valueText(alert.value, alert.unit, lang.value);
  const limit = alert.limit === null ? "" : `${signOf(alert)} ${valueText(alert.limit, alert.unit, lang.value)}`;
  return [subjectText(alert), value, value === "" ? "" : limit].filter((part) => part !== "").join(" ");
}

const intervalText = ({ earliest, latest }: Forecast, from: number): string => {
  if (!earliest || !latest) return "";
  const words = t("forecast.interval", { from: whenTime(earliest, from), to: whenTime(latest, from) });
  return lang.value === "en" ? ` ${words}` : words;
};

/** When the slope may fail, or the water be at the village; `null` where nobody says. */
export function forecastText(
  alert: Pick<AlertView, "kind" | "quantity" | "unit" | "value" | "forecast" | "at" | "detectedAt" | "pointId">,
  now: number,
): string | null {
  const { forecast } = alert;
  const from = countedFrom(alert, now);
  const what = eventAt(alert.pointId);
  if (forecast?.method === "debris-flow" && forecast.earliest && forecast.latest) {
    return t("forecast.arrival", { from: whenTime(forecast.earliest, from), to: whenTime(forecast.latest, from) });
  }
  if (forecast?.earliest) {
    const left = Date.parse(forecast.earliest) - from;
    const over = forecast.latest !== null && Date.parse(forecast.latest) < from;
    const words =
      left > 0
        ? t("forecast.earliest", { span: remainingText(left, lang.value), what })
        : t(over ? "forecast.over" : "forecast.due", { what });
    return words + intervalText(forecast, from);
  }
  if (forecast?.refusedBy) return t("forecast.refused", { why: tOr(`gate.${forecast.refusedBy}`, forecast.refusedBy) });
  return measureOf(alert) === "forecast" && alert.value !== null && alert.value > 0
    ? t("forecast.earliest", { span: remainingText(alert.value * 86_400_000, lang.value), what })
    : null;
}

/**
 * "已印证 · 测值可信度 90%": of a channel how sure its reading is, of a point how sure its finding.
 *
 * @param agreeing how many instruments say the same now; of the point as a whole, how many it stands on
 */
export function trustText(
  alert: Pick<AlertView, "corroborated" | "confidence" | "kind" | "quantity">,
  agreeing: number,
): string {
  const borne = alert.corroborated ? "why.corroborated" : agreeing > 1 ? "why.uncorroborated" : "why.alone";
  return [
    ...(isPointLevel(alert) || agreeing > 1
      ? [t(isPointLevel(alert) ? "why.instruments" : "why.agree", { n: agreeing })]
      : []),
    t(borne),
    t(isPointLevel(alert) ? "why.confidence.finding" : "why.confidence.reading", {
      n: Math.round(100 * Math.min(1, Math.max(0, alert.confidence))),
    }),
  ].join(" · ");
}

/** What a level stood on when it was told. @param time of it, in words */
export const stoodText = ({ level, devices, corroborated }: AlertStep, time: string): string =>
  t("hold.stood", {
    level: level ? t(`level.${level}`) : "",
    n: devices ?? 0,
    borne: t(corroborated ? "why.corroborated" : devices === 1 ? "why.alone" : "why.uncorroborated"),
    time,
  });

/** What a row of evidence is about. @param unit of its value, see `unitOfRow` */
export function rowText(row: Evidence, unit: string | null): string {
  const measure = measureOfRow(row.quantity, unit);
  if (measure === "rain") {
    return / · \S+ (min|h|d)$/.test(row.why)
      ? rainText({ evidence: [row] }, lang.value)
      : quantityText(row.quantity, lang.value);
  }
  return wordsOf(measure, row.quantity);
}

/** Why the row counts: sign and limit, or when the front came by; words that we do not know stay as they are. */
export function reasonText(row: Evidence, unit: string | null): string {
  const compared = comparisonOf(row.why);
  if (compared) return `${compared.sign} ${valueText(compared.limit, compared.unit || unit, lang.value)}`;
  const on = /^front ([\d.]+) m on after ([\d.]+) s: ([\d.]+) m\/s$/.exec(row.why);
  if (on) return t("word.front.on", { m: on[1]!, s: Math.round(Number(on[2])), v: on[3]! });
  return /^front at /.test(row.why) ? t("word.front") : row.why;
}

/** Rain that stands at a limit, of words that compare: "10 分钟雨量 1.6 mm ≥ 1.5 mm". */
export function rainWhyText(why: string): string {
  const compared = comparisonOf(why);
  const value = Number(why.split(" ", 1)[0]!.replace("−", "-"));
  if (!compared || !Number.isFinite(value)) return why;
  const limit = valueText(compared.limit, compared.unit || "mm", lang.value);
  const said = valueText(value, compared.unit || "mm", lang.value);
  return `${rainText({ evidence: [{ deviceId: "", quantity: "", value, at: "", why }] }, lang.value)} ${said} ${compared.sign} ${limit}`;
}
