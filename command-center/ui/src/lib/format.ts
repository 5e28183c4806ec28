import type { Lang } from "./age";

const UNITS_ZH: Readonly<Record<string, string>> = {
  deg: "°",
  Cel: "℃",
  "m/s2": "m/s²",
  "mm/d": "mm/日",
  "mm/h": "mm/时",
  "deg/h": "°/时",
  "deg/d": "°/日",
  percentile: "百分位",
  "l/s": "L/s",
  "Cel.h": "℃·时",
  d: "天",
  // of a ratio
  "1": "",
  "%": "%",
};
const UNITS_EN: Readonly<Record<string, string>> = {
  ...UNITS_ZH,
  "mm/d": "mm/d",
  "mm/h": "mm/h",
  "deg/h": "°/h",
  "deg/d": "°/d",
  percentile: "percentile",
  "Cel.h": "℃·h",
  d: "d",
};

/** The unit as people write it. */
export const unitText = (unit: string | null, lang: Lang = "zh"): string =>
  unit === null ? "" : ((lang === "zh" ? UNITS_ZH : UNITS_EN)[unit] ?? unit);

/** How many digits behind the point tell two marks of a scale apart: 2 of steps of 0.25. */
function digitsOf(step: number): number {
  let digits = 0;
  while (digits < 6 && Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) > 1e-6) digits++;
  return digits;
}

/**
 * About four significant digits without exponents: 0.42, 49.6, 1 284. A thin space parts thousands.
 *
 * @param step of the scale on which it is a mark, if it is one: no two marks read alike
 */
export function numberText(value: number | null, step?: number): string {
  if (value === null || !Number.isFinite(value)) return "—";
  const size = Math.abs(value);
  const free = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const digits = step === undefined ? free : digitsOf(step);
  const fixed = value.toFixed(digits);
  const plain = digits > 0 ? fixed.replace(/\.?0+$/, "") : fixed;
  const [whole = "", fraction] = (plain === "-0" ? "0" : plain).replace("-", "−").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "49.6 mm/日"; a degree or per-cent sign clings to its number. */
export function valueText(value: number | null, unit: string | null, lang: Lang = "zh"): string {
  if (value === null) return "—";
  const word = unitText(unit, lang);
  return `${numberText(value)}${/^[°%℃]/.test(word) || word === "" ? "" : "\u00a0"}${word}`;
}

const QUANTITIES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  displacement: ["位移", "Displacement"],
  "displacement.e": ["东向位移", "Displacement E"],
  "displacement.n": ["北向位移", "Displacement N"],
  "displacement.u": ["垂向位移", "Displacement U"],
  "displacement.deep.x": ["深部位移 X", "Deep displacement X"],
  "displacement.deep.y": ["深部位移 Y", "Deep displacement Y"],
  settlement: ["沉降", "Settlement"],
  crack: ["裂缝", "Crack"],
  "tilt.x": ["倾角 X", "Tilt X"],
  "tilt.y": ["倾角 Y", "Tilt Y"],
  "tilt.z": ["倾角 Z", "Tilt Z"],
  azimuth: ["方位角", "Azimuth"],
  "acceleration.x": ["加速度 X", "Acceleration X"],
  "acceleration.y": ["加速度 Y", "Acceleration Y"],
  "acceleration.z": ["加速度 Z", "Acceleration Z"],
  vibration: ["振动", "Vibration"],
  "vibration.x": ["振动 X", "Vibration X"],
  "vibration.y": ["振动 Y", "Vibration Y"],
  "vibration.z": ["振动 Z", "Vibration Z"],
  "acoustic.emission": ["声发射", "Acoustic emission"],
  "ground.sound": ["地声", "Ground sound"],
  infrasound: ["次声", "Infrasound"],
  rain: ["雨量", "Rain"],
  "rain.total": ["累计雨量", "Rain total"],
  "soil.moisture": ["土壤含水率", "Soil moisture"],
  tilt: ["倾角", "Tilt"],
  "frame.change": ["画面变化", "Frame change"],
  "soil.temperature": ["土壤温度", "Soil temperature"],
  "soil.pressure": ["土压力", "Soil pressure"],
  "pore.pressure": ["孔隙水压", "Pore pressure"],
  "water.level": ["地下水位", "Groundwater"],
  "surface.water.level": ["水位", "Water level"],
  seepage: ["渗流量", "Seepage"],
  "mud.level": ["泥位", "Mud level"],
  "flow.speed": ["流速", "Flow speed"],
  "radar.distance": ["雷达测距", "Radar distance"],
  temperature: ["气温", "Temperature"],
  "air.pressure": ["气压", "Air pressure"],
  "snow.depth": ["雪深", "Snow depth"],
  battery: ["电池电压", "Battery"],
  signal: ["信号强度", "Signal"],
};

/** The name of a quantity; a depth after the slash follows in metres: "土壤含水率 0.5 m". */
export function quantityText(quantity: string | null, lang: Lang = "zh"): string {
  if (quantity === null) return "";
  const [base = "", depth] = quantity.replace("@", "/").split("/");
  const name = QUANTITIES[base]?.[lang === "zh" ? 0 : 1] ?? base.replace(/^x\./, "");
  return depth === undefined ? name : `${name} ${depth} m`;
}

/** Housekeeping of the instrument itself, not of the slope. */
export const isHousekeeping = (quantity: string): boolean => quantity === "battery" || quantity === "signal";

export const isRain = (quantity: string): boolean => quantity === "rain" || quantity === "rain.total";
