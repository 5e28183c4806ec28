import type { RuleConfig } from "@/api/types";
import { spanText } from "@/lib/age";
import { numberText, quantityText } from "@/lib/format";
import { LEVELS } from "@/lib/level";
import { lang } from "./index";

/** What a parameter of a rule is called, and what its number means: name and unit, Chinese first. */
type Named = readonly [zh: string, en: string, unit?: readonly [zh: string, en: string]];

const HOURS = ["小时", "h"] as const;
const DAYS = ["天", "d"] as const;
const SECONDS = ["秒", "s"] as const;
const MM = ["mm", "mm"] as const;

/** A method's own meaning stands under `method/parameter`, one that all share under the parameter alone. */
const PARAMS: Readonly<Record<string, Named>> = {
  absolute: ["取绝对值", "by its size"],
  below: ["越低越重", "the lower the graver"],
  noise: ["单次测读标准差", "noise of one reading", ["测值单位", "in its unit"]],
  "velocity/samples": ["同向读数个数", "readings in one direction"],
  "tangential-angle/samples": ["同向读数个数", "readings in one direction"],
  "tangential-angle/rate": ["低于此速率按 45° 封顶", "told as 45° at most below", ["mm/日", "mm/d"]],
  "tangential-angle/v0": ["等速阶段速率 v₀", "rate of steady creep v₀", ["mm/日", "mm/d"]],
  "inverse-velocity/rate": ["低于此速率不少于 2 天", "above two days while slower than", ["mm/日", "mm/d"]],
  "inverse-velocity/horizon": ["预报期", "horizon", DAYS],
  "mud-rise/minutes": ["涨幅时窗", "time of the rise", ["分钟", "min"]],
  "tremor/short": ["短时窗", "short time", SECONDS],
  "tremor/long": ["长时窗", "long time", SECONDS],
  "tremor/hold": ["强度比高于此值时长时窗不更新", "the long mean stands still above"],
  "tremor/floor": ["长时窗下限", "least long mean", ["测值单位", "in its unit"]],
  "tilt-rate/hours": ["最短时窗", "shortest stretch", HOURS],
  "tilt-rate/compensate": ["按自身温度补偿", "its own temperature is taken out"],
  "change/hours": ["变化时窗", "time of the change", HOURS],
  "peak/seconds": ["峰值时窗", "time of the peak", SECONDS],
  "peak/base": ["先扣除的滑动均值时窗", "running mean taken away first", SECONDS],
  "percentile/days": ["记录满多少天才判", "days of record before it speaks", DAYS],
  "percentile/least": ["低于此值不计", "ranks 0 below", ["测值单位", "in its unit"]],
  known: ["至少须观测到的时间比例", "share of the time that must be seen"],
  quakeFactor: ["震后限值折减系数", "limits after an earthquake, times"],
  quakeDays: ["震后折减天数", "lowered after an earthquake for", DAYS],
  quakeRadius: ["5 级地震的影响半径", "reach of an earthquake of M 5", ["km", "km"]],
  "rain-sum/hours": ["累计时段", "summed over", HOURS],
  "rain-intensity-duration/c": ["常数项 c", "constant c", ["mm/时", "mm/h"]],
  "rain-intensity-duration/alpha": ["系数 α", "factor α"],
  "rain-intensity-duration/beta": ["指数 β", "exponent β"],
  "rain-intensity-duration/shortest": ["适用历时（最短）", "shortest duration", HOURS],
  "rain-intensity-duration/longest": ["适用历时（最长）", "longest duration", HOURS],
  "rain-intensity-duration/dry": ["无雨多久算下一场（4–10 月）", "dry time that ends a storm, April to October", HOURS],
  "rain-intensity-duration/dryCold": [
    "无雨多久算下一场（其余月份）",
    "dry time that ends a storm, other months",
    HOURS,
  ],
  "rain-antecedent/intercept": ["截距", "intercept", MM],
  "rain-antecedent/slope": ["前期雨量的系数", "weight of the rain before"],
  "rain-antecedent/recent": ["近期时段", "recent time", HOURS],
  "rain-antecedent/before": ["前期时段", "time before it", HOURS],
  "rain-effective/k": ["日衰减系数 k", "daily recession k"],
  "rain-effective/days": ["计入的前期天数", "days before that count", DAYS],
  "soil-water-index/step": ["计算步长", "step", HOURS],
  "thaw/days": ["回看天数", "looks back", DAYS],
  "thaw/frost": ["低于此温度算霜冻", "frost below", ["℃", "°C"]],
};

/** Switches are told by their name alone, or as off. */
const SWITCHES: ReadonlySet<string> = new Set(["absolute", "below", "compensate"]);

const SPAN_UNITS: Readonly<Record<string, readonly [zh: string, en: string, hours: number]>> = {
  min: ["分钟", "min", 1 / 60],
  h: ["小时", "h", 1],
  d: ["天", "d", 24],
};
const COLOURS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  blue: ["蓝", "blue"],
  yellow: ["黄", "yellow"],
  orange: ["橙", "orange"],
  red: ["红", "red"],
};

const at = (words: readonly [string, string, ...unknown[]]): string => words[lang.value === "zh" ? 0 : 1];

/** A cell of a table of rain: `3h.yellow`. */
function cellOf(name: string) {
  const [, count, unit, colour] = /^(\d+)(min|h|d)\.(blue|yellow|orange|red)$/.exec(name) ?? [];
  const span = unit === undefined ? undefined : SPAN_UNITS[unit];
  const words = colour === undefined ? undefined : COLOURS[colour];
  if (count === undefined || span === undefined || words === undefined || colour === undefined) return null;
  const rank = LEVELS.length - LEVELS.findIndex((level) => level === colour);
  return { span: `${count} ${at(span)}`, colour: at(words), hours: Number(count) * span[2], rank };
}

const namedOf = (method: string, name: string): Named | undefined => PARAMS[`${method}/${name}`] ?? PARAMS[name];

/** What the parameter is called in the language of the page; `null` for one that has no words. */
export function paramName(method: string, name: string): string | null {
  const cell = cellOf(name);
  if (cell) return `${cell.span} ${cell.colour}`;
  const named = namedOf(method, name);
  return named ? at(named) : null;
}

export interface Param {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** The parameters of a rule in words: what belongs to it first, then the columns of a table, the shortest time first. */
export function paramsOf({ method, params }: Pick<RuleConfig, "method" | "params">): readonly Param[] {
  const entries = Object.entries(params);
  const plain = entries.filter(([name]) => cellOf(name) === null);
  return [...plain.map(([name, value]) => single(method, name, value)), ...columns(entries)];
}

function single(method: string, name: string, value: number): Param {
  const unit = namedOf(method, name)?.[2];
  const isSwitch = SWITCHES.has(name);
  const off = lang.value === "zh" ? "否" : "no";
  const on = lang.value === "zh" ? "是" : "yes";
  return {
    key: name,
    name: paramName(method, name) ?? name,
    value: isSwitch ? (value === 0 ? off : on) : [numberText(value), unit ? at(unit) : ""].join(" ").trim(),
  };
}

/** A table of rain, column by column: "1 小时: 蓝 35 黄 45 橙 60 红 80 mm". */
function columns(entries: readonly (readonly [string, number])[]): Param[] {
  const cells = entries
    .flatMap(([name, value]) => {
      const cell = cellOf(name);
      return cell ? [{ ...cell, value }] : [];
    })
    .sort((a, b) => a.hours - b.hours || a.rank - b.rank);
  return [...new Set(cells.map(({ span }) => span))].map((span) => ({
    key: span,
    name: span,
    value: `${cells
      .filter((cell) => cell.span === span)
      .map((cell) => `${cell.colour} ${numberText(cell.value)}`)
      .join("　")} mm`,
  }));
}

const RULE_WORDS = {
  on: ["起报延时", "on-delay"],
  off: ["回落延时", "off-delay"],
  deadband: ["回落差", "deadband"],
  season: ["生效月份", "in force in months"],
  quantity: ["测项", "quantity"],
} as const;

/** What every rule has beside the parameters of its method. */
export function ownParamsOf(rule: RuleConfig): readonly Param[] {
  const delay = (seconds: number): string => (seconds === 0 ? "0" : spanText(seconds * 1000, lang.value));
  return [
    { key: "quantity", name: at(RULE_WORDS.quantity), value: quantityText(rule.appliesTo.quantity, lang.value) },
    { key: "onDelay", name: at(RULE_WORDS.on), value: delay(rule.onDelay) },
    { key: "offDelay", name: at(RULE_WORDS.off), value: delay(rule.offDelay) },
    { key: "deadband", name: at(RULE_WORDS.deadband), value: numberText(rule.deadband) },
    ...(rule.season
      ? [{ key: "season", name: at(RULE_WORDS.season), value: rule.season.map((month) => String(month)).join("、") }]
      : []),
  ];
}
