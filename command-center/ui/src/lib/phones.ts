import type { Phone } from "@/api/types";

const newest = (phone: Phone): number => Math.max(0, ...phone.messages.map(({ at }) => Date.parse(at)));

/** Phones with the newest message first; those that are silent follow by number. */
export const phonesInOrder = (phones: readonly Phone[], onlyBusy: boolean): Phone[] =>
  phones
    .filter((phone) => !onlyBusy || phone.messages.length > 0)
    .sort((a, b) => newest(b) - newest(a) || a.number.localeCompare(b.number));
