/** Clock faces in Asia/Shanghai, whatever the zone of the machine that shows them. */
const ZONE = "Asia/Shanghai";

function formatter(options: Intl.DateTimeFormatOptions, locale = "zh-CN"): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, hourCycle: "h23", ...options });
}

const clock = formatter({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = formatter({ hour: "2-digit", minute: "2-digit" });
const year = formatter({ year: "numeric" });
const parts = formatter({ year: "numeric", month: "numeric", day: "numeric" });
const dayZh = formatter({ month: "long", day: "numeric", weekday: "short" });
const dayEn = formatter({ month: "short", day: "numeric", weekday: "short" }, "en-GB");

export type Time = Date | string | number;

const dateOf = (time: Time): Date => (time instanceof Date ? time : new Date(time));

/** 14:03:22 */
export const clockTime = (time: Time): string => clock.format(dateOf(time));

/** 14:03 */
export const minuteTime = (time: Time): string => minute.format(dateOf(time));

/** 7/21 */
export function monthDay(time: Time): string {
  const found = Object.fromEntries(parts.formatToParts(dateOf(time)).map(({ type, value }) => [type, value]));
  return `${found.month}/${found.day}`;
}

/** 7月21日 周二 */
export const dayName = (time: Time, lang: "zh" | "en"): string =>
  lang === "zh" ? dayZh.format(dateOf(time)).replace(/日(?=周)/, "日 ") : dayEn.format(dateOf(time));

const dayKey = (time: Time): string => parts.format(dateOf(time));

const YEAR_MATTERS_MS = 300 * 86_400_000;

/** 14:03 today, 7/21 14:03 on another day, 2012/7/21 14:03 long ago. */
export const whenTime = (time: Time, now: Time): string =>
  dayKey(time) === dayKey(now) ? minuteTime(time) : dayTime(time, now);

/** With its day even today, where other days stand beside it: 7/21 14:03, 2012/7/21 14:03 long ago. */
export function dayTime(time: Time, now: Time): string {
  const isLongAgo = Math.abs(dateOf(now).getTime() - dateOf(time).getTime()) > YEAR_MATTERS_MS;
  return `${isLongAgo ? `${year.format(dateOf(time)).replace(/\D/g, "")}/` : ""}${monthDay(time)} ${minuteTime(time)}`;
}

/** To the second, with its year: 2026-07-21 14:03:22. For what is looked up later. */
export function stampTime(time: Time): string {
  const found = Object.fromEntries(parts.formatToParts(dateOf(time)).map(({ type, value }) => [type, value]));
  const two = (part: string | undefined) => (part ?? "").padStart(2, "0");
  return `${found.year}-${two(found.month)}-${two(found.day)} ${clockTime(time)}`;
}

/** What can be said of a time that is known to `seconds`: the minute, or no more than day and hour. */
export const roughTime = (time: Time, seconds: number, now: Time, lang: "zh" | "en"): string =>
  seconds < 3_600
    ? whenTime(time, now)
    : `${monthDay(time)} ${minuteTime(time).slice(0, 2)} ${lang === "zh" ? "时" : "h"}`;

/** 14:03:22 today, 7/21 14:03 on another day: for logs. */
export const logTime = (time: Time, now: Time): string =>
  dayKey(time) === dayKey(now) ? clockTime(time) : `${monthDay(time)} ${minuteTime(time)}`;

const LONGEST_H = 100;

/** Elapsed as on a stopwatch: 00:38, 12:08, 3:05:00; beyond a hundred hours "5343 天". Negative spans show as 00:00. */
export function stopwatch(from: Time, to: Time, lang: "zh" | "en" = "zh"): string {
  const seconds = Math.max(0, Math.floor((dateOf(to).getTime() - dateOf(from).getTime()) / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  if (hours >= LONGEST_H) return `${Math.floor(hours / 24)} ${lang === "zh" ? "天" : "d"}`;
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
