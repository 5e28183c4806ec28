import type { PointView } from "@/api/types";

/** Points whose name, number or county holds every word of the query; at most `limit` of them. */
export function findPoints(points: Iterable<PointView>, query: string, limit: number): PointView[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: PointView[] = [];
  for (const point of points) {
    const text = [point.name, point.unifiedNumber, point.id, point.county, point.prefecture].join(" ").toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(point);
    if (found.length === limit) break;
  }
  return found;
}
