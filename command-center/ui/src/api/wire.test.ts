import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type {
  Alert,
  DivisionRisk,
  Evidence,
  Forecast,
  Hold,
  LiveValue,
  Mask,
  RainForecast,
  RiskAhead,
  RiskNow,
} from "./types";

/** The examples that the Java tests parse too. */
const contract = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`../../ingest/src/main/resources/contract/${name}.json`, "utf8")) as Record<string, unknown>;

type Check = (value: unknown) => boolean;
/** The compiler demands one check per key of the type; the tests demand that the examples have these keys and no others. */
type Shape<T> = Readonly<Record<keyof T, Check>>;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const truth: Check = (value) => typeof value === "boolean";
const instant: Check = (value) => text(value) && !Number.isNaN(Date.parse(value as string));
const oneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value as string);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const all =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shaped =
  <T>(shape: Shape<T>): Check =>
  (value) =>
    faults(shape, value as Record<string, unknown>).length === 0;

/** The keys that are missing, unknown or of another kind. */
function faults<T>(shape: Shape<T>, value: Record<string, unknown>): string[] {
  const checks = shape as Readonly<Record<string, Check>>;
  const unknown = Object.keys(value).filter((key) => !(key in checks));
  const wrong = Object.keys(checks).filter((key) => !(key in value) || !checks[key]!(value[key]));
  return [...unknown, ...wrong];
}

const LEVEL = oneOf("blue", "yellow", "orange", "red");

const EVIDENCE: Shape<Evidence> = { deviceId: text, quantity: text, value: number, at: instant, why: text };

const FORECAST: Shape<Forecast> = {
  failureAt: orNull(instant),
  earliest: orNull(instant),
  latest: orNull(instant),
  method: text,
  r2: orNull(number),
  refusedBy: orNull(text),
};

const ALERT: Shape<Alert> = {
  id: text,
  seq: number,
  target: text,
  realm: oneOf("live", "exercise"),
  state: oneOf("raised", "escalated", "eased", "cleared"),
  level: orNull(LEVEL),
  highest: orNull(LEVEL),
  severity: orNull(oneOf("low", "medium", "high")),
  kind: oneOf("threshold", "trend", "rainfall", "debris-flow", "tilt", "camera", "offline", "quality", "fused"),
  pointId: orNull(text),
  deviceId: orNull(text),
  division: text,
  ruleId: text,
  ruleVersion: number,
  quantity: orNull(text),
  value: orNull(number),
  unit: orNull(text),
  limit: orNull(number),
  confidence: number,
  corroborated: truth,
  standingOrder: orNull(text),
  since: instant,
  at: instant,
  detectedAt: instant,
  forecast: orNull(shaped(FORECAST)),
  hold: orNull(shaped<Hold>({ since: instant, until: instant, evidence: orNull(LEVEL) })),
  evidence: all(shaped(EVIDENCE)),
  text: shaped<Alert["text"]>({ zh: text, en: text }),
};

const LIVE_VALUE: Shape<LiveValue> = {
  quantity: text,
  value: number,
  unit: orNull(text),
  at: instant,
  flag: number,
  masked: truth,
};

const MASK: Shape<Mask> = {
  from: instant,
  to: orNull(instant),
  reason: text,
  by: text,
  confirmedBy: orNull(text),
  at: orNull(instant),
};
const RISK = { grade: number, level: orNull(LEVEL), rank: number, worst: text, why: text };
const RISK_NOW: Shape<RiskNow> = { ...RISK, gauges: number, incomplete: number };
const RISK_AHEAD: Shape<RiskAhead> = { ...RISK, mm: number, hours: number, source: text, issuedAt: instant };

const DIVISION_RISK: Shape<DivisionRisk> = {
  division: text,
  realm: oneOf("live", "exercise"),
  at: instant,
  now: orNull(shaped(RISK_NOW)),
  next24h: orNull(shaped(RISK_AHEAD)),
};

const RAIN: Shape<RainForecast["divisions"][string][number]> = { from: instant, to: instant, mm: number };

const RAIN_FORECAST: Shape<RainForecast> = {
  source: text,
  issuedAt: instant,
  divisions: (value) => Object.values(value as Record<string, unknown>).every(all(shaped(RAIN))),
};

describe("the wire", () => {
  it("has the risk by rain and its forecasts as the pages know them", () => {
    expect(faults(DIVISION_RISK, contract("risk"))).toEqual([]);
    expect(faults(RAIN_FORECAST, contract("forecast"))).toEqual([]);
  });

  it.each(["alert", "alert-equipment", "alert-point"])("%s is an alert as the pages know it", (name) => {
    expect(faults(ALERT, contract(name))).toEqual([]);
  });

  it("gives equipment alerts no level", () => {
    const { level, highest, severity } = contract("alert-equipment");
    expect([level, highest, severity]).toEqual([null, null, "medium"]);
  });

  it("has live values as the pages know them", () => {
    const values = contract("observed")["values"] as Record<string, unknown>[];
    expect(values.flatMap((value) => faults(LIVE_VALUE, value))).toEqual([]);
  });

  it("has masked spans as the pages know them", () => {
    const [crack] = contract("config")["devices"] as { channels: { masks: Record<string, unknown>[] }[] }[];
    const masks = crack!.channels.flatMap((channel) => channel.masks);
    expect(masks).toHaveLength(2);
    expect(masks.flatMap((mask) => faults(MASK, mask))).toEqual([]);
  });

  it("is seen to be wrong when a key is missing, unknown or of another kind", () => {
    const { seq: _, ...rest } = contract("alert");
    expect(faults(ALERT, { ...rest, level: "purple", colour: "red" }).sort()).toEqual(["colour", "level", "seq"]);
  });
});
