import type { Asked, Phone } from "@/api/types";

const newest = (phone: Phone): number => Math.max(0, ...phone.messages.map(({ at }) => Date.parse(at)));

/** Phones with the newest message first; of those that are silent strangers come first, the others by number. */
export const phonesInOrder = (phones: readonly Phone[], onlyBusy: boolean): Phone[] =>
  phones
    .filter((phone) => !onlyBusy || phone.messages.length > 0)
    .sort(
      (a, b) =>
        newest(b) - newest(a) || Number(a.name !== null) - Number(b.name !== null) || a.number.localeCompare(b.number),
    );

const KEYS: Readonly<Record<Asked, readonly string[]>> = {
  check: ["1", "2"],
  move: ["1", "2", "0"],
  return: ["1", "2", "0"],
  go: ["1", "2", "0"],
  report: ["3", "4"],
  wake: ["1"],
};

/** The digits that are an answer to what the phone was asked last; none while it was asked nothing. */
export const keysOf = ({ asks }: Pick<Phone, "asks">): readonly string[] => (asks === null ? [] : KEYS[asks]);
