import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Level } from "@/api/types";
import { LEVELS } from "@/lib/level";

/** The colours of the page, read from its tokens so that the map follows the theme. */
export interface Palette {
  readonly bg: string;
  readonly land: string;
  readonly around: string;
  readonly county: string;
  readonly prefecture: string;
  readonly ink: string;
  readonly quiet: string;
  readonly dot: string;
  readonly levels: Readonly<Record<Level, string>>;
}

/** The graver the risk by rain, the thicker the outline of the county: colour alone says nothing to some eyes. */
const RISK_WIDTH: Readonly<Record<Level, number>> = { blue: 1, yellow: 1.5, orange: 2.2, red: 3.2 };

export const riskLayer = (level: Level): string => `risk-${level}`;

/** The counties of these codes, and of no others. */
export const ofCounties = (codes: readonly string[]): FilterSpecification => [
  "in",
  ["get", "code"],
  ["literal", [...codes]],
];

export function paletteOf(element: Element): Palette {
  const css = getComputedStyle(element);
  const token = (name: string) => css.getPropertyValue(name).trim();
  return {
    bg: token("--bg"),
    land: token("--land"),
    around: token("--map-around"),
    county: token("--map-county"),
    prefecture: token("--map-prefecture"),
    ink: token("--ink"),
    quiet: token("--ink-3"),
    dot: token("--map-dot"),
    levels: { red: token("--red"), orange: token("--orange"), yellow: token("--yellow"), blue: token("--blue") },
  };
}

const FONT = ["Noto Sans SC"];
const FONT_BOLD = ["Noto Sans SC Bold"];
const EMPTY: GeoJSONSourceSpecification = { type: "geojson", data: { type: "FeatureCollection", features: [] } };

/** The offline base: boundaries shipped with the page, no tile, no glyph server (all text is drawn with local fonts). */
export function styleOf(palette: Palette, base: string): StyleSpecification {
  const file = (name: string): GeoJSONSourceSpecification => ({ type: "geojson", data: `${base}geo/${name}.json` });
  return {
    version: 8,
    sources: {
      neighbours: file("neighbours"),
      province: file("province"),
      prefectures: file("prefectures"),
      counties: file("counties"),
      prefectureLabels: file("prefecture-labels"),
      countyLabels: file("county-labels"),
      zones: EMPTY,
      points: EMPTY,
      alarms: EMPTY,
    },
    layers: [...ground(palette), ...dangerZones(palette), ...places(palette)],
  };
}

function ground(palette: Palette): LayerSpecification[] {
  const name = (id: string, source: string, field: string, size: [number, number], from: number, to: number) =>
    ({
      id,
      type: "symbol",
      source,
      minzoom: from,
      maxzoom: to,
      layout: {
        "text-field": ["get", field],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 5.5, size[0], 8.5, size[1]],
        "text-letter-spacing": 0.1,
      },
      paint: { "text-color": palette.quiet, "text-halo-color": palette.land, "text-halo-width": 1.6 },
    }) satisfies LayerSpecification;
  return [
    { id: "background", type: "background", paint: { "background-color": palette.bg } },
    {
      id: "neighbours",
      type: "fill",
      source: "neighbours",
      paint: { "fill-color": palette.around, "fill-outline-color": palette.county },
    },
    { id: "land", type: "fill", source: "province", paint: { "fill-color": palette.land } },
    {
      id: "county-lines",
      type: "line",
      source: "counties",
      paint: { "line-color": palette.county, "line-width": 0.8 },
    },
    {
      id: "prefecture-lines",
      type: "line",
      source: "prefectures",
      paint: { "line-color": palette.prefecture, "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1.2, 9, 2] },
    },
    ...[...LEVELS].reverse().map((level): LayerSpecification => ({
      id: riskLayer(level),
      type: "line",
      source: "counties",
      filter: ofCounties([]),
      layout: { "line-join": "round" },
      paint: { "line-color": palette.levels[level], "line-width": RISK_WIDTH[level], "line-opacity": 0.7 },
    })),
    name("prefecture-names", "prefectureLabels", "prefectureName", [14, 22], 0, 8.4),
    name("county-names", "countyLabels", "name", [11, 15], 6.9, 24),
  ];
}

/** Colour is of the warning: a zone whose point is calm is an outline in grey. */
function dangerZones(palette: Palette): LayerSpecification[] {
  const colour: ExpressionSpecification = [
    "match",
    ["get", "level"],
    ...LEVELS.flatMap((level) => [level, palette.levels[level]] as [string, string]),
    palette.quiet,
  ] as unknown as ExpressionSpecification;
  return [
    {
      id: "zones",
      type: "fill",
      source: "zones",
      paint: { "fill-color": colour, "fill-opacity": ["match", ["get", "level"], "none", 0.1, 0.22] },
    },
    { id: "zone-lines", type: "line", source: "zones", paint: { "line-color": colour, "line-width": 1.5 } },
  ];
}

function places(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "normal",
      type: "circle",
      source: "points",
      filter: ["!", ["get", "blind"]],
      paint: { "circle-color": palette.dot, "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 3.2, 9, 5] },
    },
    {
      id: "blind",
      type: "symbol",
      source: "points",
      filter: ["get", "blind"],
      layout: { "icon-image": "blind", "icon-allow-overlap": true },
    },
    {
      id: "point-names",
      type: "symbol",
      source: "points",
      minzoom: 7.6,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-anchor": "left",
        "text-offset": [0.9, 0],
        "text-optional": true,
      },
      paint: { "text-color": palette.quiet, "text-halo-color": palette.land, "text-halo-width": 1.6 },
    },
    {
      id: "alarms",
      type: "symbol",
      source: "alarms",
      layout: {
        "icon-image": ["concat", "level-", ["get", "level"]],
        // found at a glance across the room, among points that are calm
        "icon-size": ["match", ["get", "level"], "red", 1.6, "orange", 1.4, 1.2],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "symbol-sort-key": ["get", "rank"],
        "text-field": ["get", "name"],
        "text-font": FONT_BOLD,
        "text-size": ["case", ["==", ["get", "level"], "red"], 20, 16],
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 1.1,
        "text-justify": "auto",
        "text-optional": true,
      },
      paint: { "text-color": palette.ink, "text-halo-color": palette.bg, "text-halo-width": 2.2 },
    },
  ];
}
