import { ROLL_STATES, type RollCall, type RollHousehold, type RollState } from "@/api/rollcall";

/** Who asks for help first, then whoever is furthest from being safe. */
const ORDER: readonly RollState[] = ["help", "refused", "unreached", "reached", "confirmed", "moved", "returned"];
/** After the all-clear: who is not home yet before who never left. */
const ORDER_LIFTED: readonly RollState[] = [
  "help",
  "moved",
  "refused",
  "unreached",
  "reached",
  "confirmed",
  "returned",
];

/** The warning still asks something of them: to leave, while it holds; to come home, once all is clear. */
export const isLeft = (state: RollState, isLifted: boolean): boolean =>
  isLifted ? state === "moved" || state === "help" : state !== "moved" && state !== "returned";

const goesSomebody = ({ runners }: RollHousehold): boolean => runners.some(({ state }) => state === "accepted");

const STAYS: readonly unknown[] = ["part", "still-there"];

/** They were called to the end, and nobody goes there: nobody answered, or somebody is still there. An officer is rung for them. */
export const isUnanswered = (one: RollHousehold): boolean =>
  one.ladder?.ending === "unreached" &&
  (one.state === "unreached" ||
    one.state === "reached" ||
    one.state === "refused" ||
    (one.state === "confirmed" && one.lines.some(({ reply }) => STAYS.includes(reply)))) &&
  !goesSomebody(one);

/** Not understood, or understood of a part: a person reads it. */
const hasWritten = ({ state, lines }: RollHousehold): boolean =>
  (state === "unreached" || state === "reached" || state === "confirmed") &&
  lines.some(({ reply }) => reply === "text" || reply === "part" || reply === "still-there");

/** Cries for help, who will not leave, where all calling came to nothing, what a person must read, the others. */
function rankOf(one: RollHousehold, order: readonly RollState[]): number {
  if (one.state === "help") return 0;
  if (order === ORDER && one.state === "refused") return 1;
  if (order === ORDER && isUnanswered(one)) return 2;
  return hasWritten(one) ? 3 : 4;
}

/** Who wrote what a person must read stands before whoever is silent; a runner on the way stands after a household that nobody goes to; among equals the one that waits longest. */
export const inNeed = (households: readonly RollHousehold[], isLifted: boolean): readonly RollHousehold[] => {
  const order = isLifted ? ORDER_LIFTED : ORDER;
  return [...households].sort(
    (a, b) =>
      rankOf(a, order) - rankOf(b, order) ||
      order.indexOf(a.state) - order.indexOf(b.state) ||
      Number(goesSomebody(a)) - Number(goesSomebody(b)) ||
      Date.parse(a.since) - Date.parse(b.since) ||
      a.number.localeCompare(b.number, "zh", { numeric: true }),
  );
};

/** Once all is clear: nobody knows whether they had left, or are safe. */
export const hasStayed = (state: RollState): boolean =>
  state === "unreached" || state === "reached" || state === "confirmed" || state === "refused";

/** It has risen since the all-clear: whoever is known to be at home, or of whom nobody knows, before who had left. */
export const homeFirst = (households: readonly RollHousehold[]): readonly RollHousehold[] =>
  [...households].sort((a, b) => Number(a.state === "moved") - Number(b.state === "moved"));

const peopleOf = (households: readonly RollHousehold[]): number =>
  households.reduce((sum, { people }) => sum + people, 0);

export interface Count {
  /** With a card: a villager who is on none is one of the people, and no household. */
  readonly households: number;
  readonly people: number;
}

/** How many households and people stand where. */
export interface Standing extends Count {
  /** Who is not out yet; after the all-clear, who is not home yet. */
  readonly left: Count;
  /** Of those who are left: somebody is on the way to them. */
  readonly going: Count;
  /** Of those who are left: all calling came to nothing, and nobody is on the way. */
  readonly unanswered: Count;
  /** Once all is clear: of whom nobody knows that they had left or are safe. */
  readonly stayed: Count;
  readonly by: Readonly<Record<RollState, Count>>;
  /** Who had left when the all-clear was given; `null` while the warning holds. */
  readonly moved: Count | null;
  /** Of a notice to many: who is told is still being written down. */
  readonly grows: boolean;
}

export function standingOf({
  households,
  liftedAt,
  movedWhenLifted,
  grows,
}: Pick<RollCall, "households" | "liftedAt" | "movedWhenLifted" | "grows">): Standing {
  const count = (some: readonly RollHousehold[]): Count => ({
    households: some.filter(({ number }) => number !== "").length,
    people: peopleOf(some),
  });
  const isLifted = liftedAt !== null;
  return {
    ...count(households),
    left: count(households.filter(({ state }) => isLeft(state, isLifted))),
    going: count(households.filter((one) => isLeft(one.state, isLifted) && goesSomebody(one))),
    unanswered: count(households.filter((one) => !isLifted && isUnanswered(one))),
    stayed: count(households.filter(({ state }) => isLifted && hasStayed(state))),
    by: Object.fromEntries(
      ROLL_STATES.map((state) => [state, count(households.filter((one) => one.state === state))]),
    ) as unknown as Standing["by"],
    moved: isLifted ? movedWhenLifted : null,
    grows,
  };
}

/**
 * To what a household may be set by hand, the likeliest first; where it stands already is left out. Who called for help is
 * not out of reach for that.
 */
export function marksFor(state: RollState, isLifted: boolean): readonly RollState[] {
  const order: readonly RollState[] = isLifted
    ? ["returned", "moved", "help"]
    : state === "help"
      ? ["moved", "returned", "confirmed"]
      : ["moved", "help", "refused", "confirmed", "reached", "unreached"];
  return order.filter((one) => one !== state);
}

/** What a mark does beside what it says. */
export const effectOf = (
  before: RollState,
  after: RollState,
): "ends" | "cries" | "walks" | "calls" | "stops" | null => {
  if (before === "help" && after !== "help") return "ends";
  if (after === "help") return "cries";
  if (after === "refused") return "walks";
  const isCalled = (state: RollState): boolean => state === "unreached" || state === "reached" || state === "refused";
  if (isCalled(after)) return "calls";
  return isCalled(before) ? "stops" : null;
};
