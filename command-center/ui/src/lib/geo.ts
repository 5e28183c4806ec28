export type Box = [west: number, south: number, east: number, north: number];

/** Jilin, with a little air. */
export const JILIN: Box = [121.5, 40.8, 131.4, 46.4];

const AIR = 0.18;

/** A box around the places with some air, but never smaller than `least` degrees; `null` without places. */
export function boxAround(places: readonly { readonly lon: number; readonly lat: number }[], least = 3): Box | null {
  if (places.length === 0) return null;
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  const [west, east] = widened(Math.min(...lons), Math.max(...lons), least);
  const [south, north] = widened(Math.min(...lats), Math.max(...lats), least * 0.7);
  return [west, south, east, north];
}

function widened(low: number, high: number, least: number): [number, number] {
  const width = Math.max(least, (high - low) * (1 + 2 * AIR));
  const middle = (low + high) / 2;
  return [middle - width / 2, middle + width / 2];
}
