export type Lang = "zh" | "en";

const UNITS = {
  zh: { second: " 秒", minute: " 分钟", hour: " 小时", day: " 天" },
  en: { second: " s", minute: " min", hour: " h", day: " d" },
} as const;

/** Milliseconds from `at` to `now`; never negative, so a clock that is a little ahead reads as fresh. */
export const ageMs = (at: string, now: number): number => Math.max(0, now - Date.parse(at));

/** A short span: "0.8 秒", "12 秒", "7 分钟", "3 小时", "2 天". */
export function spanText(ms: number, lang: Lang): string {
  const unit = UNITS[lang];
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}${unit.second}`;
  if (seconds < 120) return `${Math.round(seconds)}${unit.second}`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)}${unit.minute}`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)}${unit.hour}`;
  return `${Math.round(seconds / 86_400)}${unit.day}`;
}

/** How long something lasted: "24 分钟", "5 小时", "12 天"; never a whole day for some minutes of it. */
export function minutesText(minutes: number, lang: Lang): string {
  const [n, zh, en] =
    minutes < 120
      ? [minutes, "分钟", "min"]
      : minutes < 2_880
        ? [minutes / 60, "小时", "h"]
        : [minutes / 1_440, "天", "d"];
  return `${Math.round(n)} ${lang === "zh" ? zh : en}`;
}

/** "12 秒前" / "12 s ago". */
export function ageText(at: string, now: number, lang: Lang): string {
  const span = spanText(ageMs(at, now), lang);
  return lang === "zh" ? `${span}前` : `${span} ago`;
}

/** A value is stale when it is older than two of its intervals; without a value it is stale too. */
export function isStale(at: string | null, intervalSeconds: number, now: number): boolean {
  return at === null || ageMs(at, now) > 2_000 * Math.max(intervalSeconds, 1);
}
