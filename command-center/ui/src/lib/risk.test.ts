import { describe, expect, it } from "vitest";
import type { DivisionRisk, Level } from "@/api/types";
import { BEGINNING, after } from "@/fixtures/scenery";
import type { GaugeRain } from "./rain";
import { type RainLine, beijing, faultOf, fieldTime, isOldRisk, rainOfDivisions, riskCounts, riskRows } from "./risk";

const DIVISIONS = [
  { code: "220282", name: "桦甸市", parent: "2202" },
  { code: "220622", name: "靖宇县", parent: "2206" },
  { code: "220881", name: "洮南市", parent: "2208" },
];

function risk(division: string, now: Level | null, ahead?: Level): DivisionRisk {
  const part = { grade: 2, rank: 1.2, worst: "r1", why: "6 ≥ 5 mm · 1 h" };
  return {
    division,
    realm: "live",
    at: after(0),
    now: { ...part, level: now, gauges: 1, incomplete: 0 },
    next24h: ahead ? { ...part, level: ahead, mm: 40, hours: 24, source: "met", issuedAt: after(0) } : null,
  };
}

function gauge(division: string, goodUntil: number): GaugeRain {
  return {
    device: `g-${division}`,
    name: "雨量计",
    pointId: null,
    division,
    hour: 0,
    rough: false,
    day: 0,
    newestAt: BEGINNING,
    goodUntil,
  };
}

const GOOD = BEGINNING + 60_000;

describe("the risk of the counties", () => {
  it("has the gravest first, by what is and then by what is expected", () => {
    const risks = [risk("220881", "blue"), risk("220282", "blue", "orange"), risk("220622", "yellow")];
    const rows = riskRows(risks, [], DIVISIONS, BEGINNING);
    expect(rows.map(({ name }) => name)).toEqual(["靖宇县", "桦甸市", "洮南市"]);
  });

  it("puts a county that nobody can see before one that is calm, and does not call it calm", () => {
    const silent = { ...risk("220622", null), now: null };
    const rows = riskRows([risk("220282", null), silent], [gauge("220622", BEGINNING - 1)], DIVISIONS, BEGINNING);
    expect(rows.map(({ code, blind }) => [code, blind])).toEqual([
      ["220622", true],
      ["220282", false],
    ]);
    expect(rows[0]!.silent.map(({ device }) => device)).toEqual(["g-220622"]);
  });

  it("has a county whose gauge has never been judged", () => {
    const rows = riskRows([], [gauge("220881", GOOD)], DIVISIONS, BEGINNING);
    expect(rows).toMatchObject([{ code: "220881", risk: null, blind: true, silent: [], gauges: 1 }]);
  });

  it("loses its ink when the job has not repeated it", () => {
    expect(isOldRisk(risk("220282", null), BEGINNING + 10 * 60_000)).toBe(false);
    expect(isOldRisk(risk("220282", null), BEGINNING + 16 * 60_000)).toBe(true);
  });

  it("counts what stands now, what is expected, and what cannot be seen", () => {
    const { now, ahead, unseen } = riskCounts([
      risk("220282", "orange", "red"),
      risk("220622", "orange"),
      { ...risk("220881", null), now: null },
    ]);
    expect([now.orange, now.red, ahead.red, unseen]).toEqual([2, 0, 1, 1]);
  });
});

describe("forecast rain that somebody enters", () => {
  const line = (changes: Partial<RainLine> = {}): RainLine => ({
    division: "220282",
    from: "2026-07-21T08:00",
    to: "2026-07-21T20:00",
    mm: 30,
    ...changes,
  });

  it("is of Beijing's time, on every machine", () => {
    expect(beijing("2026-07-21T08:00").toISOString()).toBe("2026-07-21T00:00:00.000Z");
    expect(fieldTime(Date.parse("2026-07-21T00:00:00Z"))).toBe("2026-07-21T08:00");
  });

  it("is told what is wrong with it", () => {
    const wrong = [
      line({ division: "" }),
      line({ from: "" }),
      line({ to: "2026-07-21T08:00" }),
      line({ mm: null }),
      line({ mm: -1 }),
      line({ mm: 5_001 }),
    ];
    expect(wrong.map((one) => faultOf(one, [one]))).toEqual(["division", "from", "to", "mm", "mm", "mm"]);
    expect(faultOf(line({ mm: 0 }), [])).toBeNull();
  });

  it("may not say two things of one hour, but of another county it may", () => {
    const one = line();
    const late = line({ from: "2026-07-21T19:00", to: "2026-07-22T08:00" });
    const next = line({ from: "2026-07-21T20:00", to: "2026-07-22T08:00" });
    const other = line({ division: "220622" });
    expect(faultOf(one, [one, late])).toBe("overlap");
    expect(faultOf(one, [one, next, other])).toBeNull();
  });

  it("goes out by county", () => {
    expect(rainOfDivisions([line(), line({ division: "220622", mm: 5 })])).toEqual({
      "220282": [{ from: "2026-07-21T00:00:00.000Z", to: "2026-07-21T12:00:00.000Z", mm: 30 }],
      "220622": [{ from: "2026-07-21T00:00:00.000Z", to: "2026-07-21T12:00:00.000Z", mm: 5 }],
    });
  });
});
