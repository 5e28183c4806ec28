import type { FeatureCollection, Point, Polygon } from "geojson";
import type { Zones } from "@/api/registry";
import type { Level, PointView } from "@/api/types";
import { t } from "@/i18n";
import { rankOf, pointLevel } from "@/lib/level";
import { isSeen } from "@/lib/seen";

export type PointFeatures = FeatureCollection<Point>;

interface Alarm {
  readonly point: PointView;
  readonly level: Level;
}

/** The level that the map shows at each point; a point without one is a grey dot, or a dashed ring when nobody would tell if it moved. */
export function alarmsOf(points: Iterable<PointView>): Alarm[] {
  return [...points].flatMap((point) => {
    const level = pointLevel(point);
    return level ? [{ point, level }] : [];
  });
}

/** A red of an exercise must not read as a real one. */
const nameOf = ({ name, realm }: PointView): string => (realm === "exercise" ? `${name} ${t("notice.drill")}` : name);

const feature = (point: PointView, properties: Record<string, unknown>) => ({
  type: "Feature" as const,
  geometry: { type: "Point" as const, coordinates: [point.lon, point.lat] },
  properties: { id: point.id, name: nameOf(point), ...properties },
});

export const quietFeatures = (points: Iterable<PointView>): PointFeatures => ({
  type: "FeatureCollection",
  features: [...points]
    .filter((point) => pointLevel(point) === null)
    .map((point) => feature(point, { blind: !isSeen(point) })),
});

export const alarmFeatures = (points: Iterable<PointView>): PointFeatures => ({
  type: "FeatureCollection",
  features: alarmsOf(points).map(({ point, level }) => feature(point, { level, rank: rankOf(level) })),
});

/** The danger zones, each with the level that its point has; one without is drawn in grey. */
export function zoneFeatures(zones: Zones, points: Iterable<PointView>): FeatureCollection<Polygon> {
  const levels = new Map([...points].map((point) => [point.id, pointLevel(point)]));
  return {
    type: "FeatureCollection",
    features: zones.features.map(({ geometry, properties }) => ({
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
      },
      properties: { id: properties.id, level: levels.get(properties.id) ?? "none" },
    })),
  };
}
