/** The words beside a day or a moment that is typed. */
export const DAY = {
  "day.example": ["年-月-日，如 2026-07-21", "year-month-day, e.g. 2026-07-21"],
  "day.time.example": ["年-月-日 时:分，如 2026-07-21 08:30", "year-month-day hour:minute, e.g. 2026-07-21 08:30"],
  "day.said": ["即 {day}", "that is {day}"],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
