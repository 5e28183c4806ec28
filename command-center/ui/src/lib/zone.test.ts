import { describe, expect, it } from "vitest";
import { areaOf, behindWhich, crossingOf, squareAround, type Vertex, verticesOf, zoneOf } from "./zone";

const square = squareAround(126.75, 42.97, 400);

/** m² of one degree of longitude between two latitudes on GRS 80. */
function integral(from: number, to: number): number {
  const radian = Math.PI / 180;
  const squared = 0.006_694_380_022_9;
  const steps = 1_000;
  const height = ((to - from) / steps) * radian;
  return Array.from({ length: steps }, (_, i) => (from + ((i + 0.5) * (to - from)) / steps) * radian).reduce(
    (sum, lat) =>
      sum +
      (6_378_137 ** 2 * (1 - squared) * Math.cos(lat) * height * radian) / (1 - squared * Math.sin(lat) ** 2) ** 2,
    0,
  );
}

describe("a danger zone", () => {
  it("is closed on the wire and open in the hand", () => {
    const zone = zoneOf(square);
    expect(zone?.coordinates[0]).toHaveLength(5);
    expect(zone?.coordinates[0]?.[4]).toEqual(square[0]);
    expect(verticesOf(zone)).toEqual(square);
    expect(zoneOf([])).toBeNull();
    expect(verticesOf(null)).toEqual([]);
  });

  it("has the area of its square, whichever way round", () => {
    expect(areaOf(square)).toBeGreaterThan(159_000);
    expect(areaOf(square)).toBeLessThan(161_000);
    expect(areaOf([...square].reverse())).toBeCloseTo(areaOf(square), 3);
    expect(areaOf([])).toBe(0);
    // between 42° and 43°, by the integral of the radii of curvature that the centre's test takes
    const degree: Vertex[] = [
      [126, 42],
      [127, 42],
      [127, 43],
      [126, 43],
    ];
    expect(Math.abs(areaOf(degree) / integral(42, 43) - 1)).toBeLessThan(1e-6);
  });

  it("names the vertex at which its border crosses itself", () => {
    expect(crossingOf(square)).toBeNull();
    expect(crossingOf([square[0]!, square[2]!, square[1]!, square[3]!])).toBe(0);
    expect(crossingOf([square[0]!, square[0]!, square[1]!, square[2]!])).toBe(0);
    expect(crossingOf(square.slice(0, 3))).toBeNull();
  });

  it("takes a new vertex where it does not cross", () => {
    const [a, b] = [square[1]!, square[2]!];
    const beside: Vertex = [(a[0] + b[0]) / 2 + 0.0005, (a[1] + b[1]) / 2];
    const at = behindWhich(square, beside);
    expect(at).toBe(1);
    expect(crossingOf([...square.slice(0, at + 1), beside, ...square.slice(at + 1)])).toBeNull();
    expect(behindWhich(square.slice(0, 2), beside)).toBe(1);
  });
});
