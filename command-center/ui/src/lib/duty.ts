import type { Shift } from "@/api/people";

export const SPAN_DAYS = 14;
const DAY_MS = 86_400_000;

/** Midnight of that day in Asia/Shanghai, as an instant. */
export const midnight = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** The day in Asia/Shanghai on which an instant lies: 2026-07-21. */
export const dayOf = (time: string | number | Date): string =>
  new Date(new Date(time).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const plusDays = (day: string, days: number): string => dayOf(new Date(midnight(day)).getTime() + days * DAY_MS);

/** The end of a shift: of another day than its beginning. */
export const endsNextDay = ({ begins, ends }: Pick<Shift, "begins" | "ends">): boolean => dayOf(ends) !== dayOf(begins);

/** The days of a page of the roster, each with the shifts that begin on it. */
export function rosterOf(first: string, shifts: readonly Shift[]) {
  return Array.from({ length: SPAN_DAYS }, (_, i) => {
    const day = plusDays(first, i);
    return { day, shifts: shifts.filter((shift) => dayOf(shift.begins) === day) };
  });
}
