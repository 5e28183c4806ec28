import type { Division, DivisionRisk, Level } from "@/api/types";
import type { GaugeRain } from "./rain";
import { rankOf } from "./level";

/** A gauge that says nothing now: what it does not say is no dry weather. */
export interface SilentGauge {
  readonly device: string;
  readonly name: string;
  readonly pointId: string | null;
  /** When it was last heard, ms; `null` for not within a day. */
  readonly newestAt: number | null;
}

/** One division as the table of risks shows it. */
export interface RiskRow {
  readonly code: string;
  readonly name: string;
  readonly risk: DivisionRisk | null;
  readonly silent: readonly SilentGauge[];
  readonly gauges: number;
  /** Nobody can say how much rain fell there. */
  readonly blind: boolean;
}

const grade = (level: Level | null | undefined): number => rankOf(level ?? null);

const byGravity = (a: RiskRow, b: RiskRow): number =>
  grade(b.risk?.now?.level) - grade(a.risk?.now?.level) ||
  grade(b.risk?.next24h?.level) - grade(a.risk?.next24h?.level) ||
  Number(b.blind) - Number(a.blind) ||
  b.silent.length - a.silent.length ||
  (b.risk?.now?.rank ?? 0) - (a.risk?.now?.rank ?? 0) ||
  a.code.localeCompare(b.code);

/**
 * Every division that has a gauge or of which something is said, the gravest first; one that cannot be seen stands before
 * one that is calm.
 *
 * @param now in ms
 */
export function riskRows(
  risks: readonly DivisionRisk[],
  gauges: readonly GaugeRain[],
  divisions: readonly Division[],
  now: number,
): RiskRow[] {
  const names = new Map(divisions.map(({ code, name }) => [code, name]));
  const codes = new Set([...risks.map(({ division }) => division), ...gauges.map(({ division }) => division)]);
  return [...codes]
    .map((code) => {
      const own = gauges.filter(({ division }) => division === code);
      const risk = risks.find(({ division }) => division === code) ?? null;
      return {
        code,
        name: names.get(code) ?? code,
        risk,
        silent: own.filter(({ goodUntil }) => now > goodUntil),
        gauges: own.length,
        blind: !risk?.now,
      };
    })
    .sort(byGravity);
}

/** Of each division the newest word: what was read, and what was told since. */
export function newestRisks(
  read: readonly DivisionRisk[],
  told: ReadonlyMap<string, DivisionRisk>,
): readonly DivisionRisk[] {
  const all = new Map(read.map((risk) => [risk.division, risk]));
  for (const risk of told.values()) {
    const held = all.get(risk.division);
    if (!held || Date.parse(held.at) <= Date.parse(risk.at)) all.set(risk.division, risk);
  }
  return [...all.values()].sort((a, b) => a.division.localeCompare(b.division));
}

/** The job tells each again within ten minutes, changed or not: what is older may not be of now. */
const OLD_MS = 15 * 60_000;

export const isOldRisk = ({ at }: Pick<DivisionRisk, "at">, now: number): boolean => now - Date.parse(at) > OLD_MS;

type Counts = Record<Level, number>;

/** How many divisions stand at each level, now and by forecast, and of how many nobody can say it. */
export function riskCounts(risks: readonly DivisionRisk[]): { now: Counts; ahead: Counts; unseen: number } {
  const now: Counts = { red: 0, orange: 0, yellow: 0, blue: 0 };
  const ahead: Counts = { ...now };
  for (const risk of risks) {
    if (risk.now?.level) now[risk.now.level]++;
    if (risk.next24h?.level) ahead[risk.next24h.level]++;
  }
  return { now, ahead, unseen: risks.filter((risk) => risk.now === null).length };
}

/** An interval of the form by which somebody enters a forecast. Times as `<input type="datetime-local">` writes them. */
export interface RainLine {
  readonly division: string;
  readonly from: string;
  readonly to: string;
  readonly mm: number | null;
}

const MOST_MM = 5_000;

/** Clock faces here are of Beijing, whatever the zone of the machine. */
export const beijing = (local: string): Date => new Date(`${local}:00+08:00`);

/** As a field for a time wants it, in Beijing's time. */
export const fieldTime = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);

export type RainFault = "division" | "from" | "to" | "mm" | "overlap";

/** What is wrong with a line: the first that is; `null` for nothing. Intervals of one division may not overlap. */
export function faultOf(line: RainLine, all: readonly RainLine[]): RainFault | null {
  const [from, to] = [beijing(line.from).getTime(), beijing(line.to).getTime()];
  if (line.division === "") return "division";
  if (Number.isNaN(from)) return "from";
  if (Number.isNaN(to) || to <= from) return "to";
  if (line.mm === null || !(line.mm >= 0 && line.mm <= MOST_MM)) return "mm";
  const overlaps = all.some(
    (other) =>
      other !== line &&
      other.division === line.division &&
      beijing(other.from).getTime() < to &&
      beijing(other.to).getTime() > from,
  );
  return overlaps ? "overlap" : null;
}

/** The lines by division, as the wire has them. */
export function rainOfDivisions(lines: readonly RainLine[]) {
  const divisions: Record<string, { from: string; to: string; mm: number }[]> = {};
  for (const { division, from, to, mm } of lines) {
    (divisions[division] ??= []).push({
      from: beijing(from).toISOString(),
      to: beijing(to).toISOString(),
      mm: mm ?? 0,
    });
  }
  return divisions;
}
