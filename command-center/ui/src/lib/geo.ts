export type Box = [west: number, south: number, east: number, north: number];

/** Jilin, with a little air. */
export const JILIN: Box = [121.5, 40.8, 131.4, 46.4];

/** The smallest box around the places, but never smaller than `least` degrees; `null` without places. */
export function boxAround(places: readonly { readonly lon: number; readonly lat: number }[], least = 1.6): Box | null {
  if (places.length === 0) return null;
  const lons = places.map(({ lon }) => lon);
  const lats = places.map(({ lat }) => lat);
  const [west, east] = widened(Math.min(...lons), Math.max(...lons), least);
  const [south, north] = widened(Math.min(...lats), Math.max(...lats), least * 0.7);
  return [west, south, east, north];
}

function widened(low: number, high: number, least: number): [number, number] {
  const lack = Math.max(0, least - (high - low)) / 2;
  return [low - lack, high + lack];
}
