import type { Zone } from "@/api/registry";

/** A vertex of a danger zone, degrees. */
export type Vertex = readonly [lon: number, lat: number];

/** Six decimals of a degree are a decimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export const vertexOf = (lon: number, lat: number): Vertex => [rounded(lon), rounded(lat)];

/** The vertices of a zone, each once. */
export const verticesOf = (zone: Zone | null): readonly Vertex[] => zone?.coordinates[0]?.slice(0, -1) ?? [];

/** The zone of these vertices; `null` when there are none. */
export const zoneOf = (vertices: readonly Vertex[]): Zone | null =>
  vertices.length === 0 ? null : { type: "Polygon", coordinates: [[...vertices, vertices[0]!]] };

const METRES = 111_195;

/** CGCS2000: the greater half axis, m, and the eccentricity. */
const AXIS = 6_378_137;
const FLATTENING = 1 / 298.257_222_101;
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

/** Snyder 1987, eq. 3-12, halved: the ordinate of the cylindrical equal-area projection in greater half axes. */
function authalic(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  const es = ECCENTRICITY * sine;
  return ((1 - ECCENTRICITY ** 2) / 2) * (sine / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * ECCENTRICITY));
}

/** Area on the ellipsoid, m², by the formula by which the centre measures it. */
export function areaOf(vertices: readonly Vertex[]): number {
  const twice = vertices.reduce((sum, [lon, lat], i) => {
    const [nextLon, nextLat] = vertices[(i + 1) % vertices.length]!;
    return sum + (((nextLon - lon) * Math.PI) / 180) * (authalic(lat) + authalic(nextLat));
  }, 0);
  return (AXIS * AXIS * Math.abs(twice)) / 2;
}

const side = (a: Vertex, b: Vertex, c: Vertex): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const isBetween = (a: Vertex, b: Vertex, c: Vertex): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

function meet(a: Vertex, b: Vertex, c: Vertex, d: Vertex): boolean {
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  );
}

/** The first vertex behind which the border meets another part of itself; `null` when it nowhere does. */
export function crossingOf(vertices: readonly Vertex[]): number | null {
  const n = vertices.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const isNeighbour = j === i + 1 || (i === 0 && j === n - 1);
      const [a, b] = [vertices[i]!, vertices[(i + 1) % n]!];
      const [c, d] = [vertices[j]!, vertices[(j + 1) % n]!];
      if (isNeighbour ? a[0] === c[0] && a[1] === c[1] : meet(a, b, c, d)) return i;
    }
  }
  return null;
}

/** Where a vertex set on the map belongs: behind the one whose side it lies nearest to. */
export function behindWhich(vertices: readonly Vertex[], [lon, lat]: Vertex): number {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best = vertices.length - 1;
  let least = Infinity;
  if (vertices.length < 3) return best;
  vertices.forEach((from, i) => {
    const to = vertices[(i + 1) % vertices.length]!;
    const [ax, ay] = [(from[0] - lon) * shrink, from[1] - lat];
    const [bx, by] = [(to[0] - lon) * shrink - ax, to[1] - lat - ay];
    const along = Math.min(1, Math.max(0, -(ax * bx + ay * by) / (bx * bx + by * by || 1)));
    const distance = Math.hypot(ax + along * bx, ay + along * by);
    if (distance < least) {
      least = distance;
      best = i;
    }
  });
  return best;
}

/** A square of that many metres around a place. */
export function squareAround(lon: number, lat: number, metres: number): readonly Vertex[] {
  const north = metres / 2 / METRES;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return [
    vertexOf(lon - east, lat - north),
    vertexOf(lon + east, lat - north),
    vertexOf(lon + east, lat + north),
    vertexOf(lon - east, lat + north),
  ];
}
