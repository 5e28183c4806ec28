/** A field of which two people have said different things. */
export interface Clash {
  readonly key: string;
  readonly mine: string;
  readonly theirs: string;
}

export type Pick = "mine" | "theirs";

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "—";
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number);
};

/** The fields in which what is typed and what is stored by now differ. */
export const clashesOf = (mine: object, theirs: object): readonly Clash[] =>
  Object.entries(mine)
    .map(([key, value]) => ({ key, mine: shown(value), theirs: shown((theirs as Record<string, unknown>)[key]) }))
    .filter((clash) => clash.mine !== clash.theirs);

/** What is typed, with what is stored wherever somebody has chosen that. */
export const resolved = <F extends object>(mine: F, theirs: F, picks: Readonly<Record<string, Pick>>): F => ({
  ...mine,
  ...Object.fromEntries(Object.entries(theirs).filter(([key]) => key in mine && picks[key] === "theirs")),
});
