import { ROLL_STATES, type RollCall, type RollHousehold, type RollState } from "@/api/rollcall";

/** Who asks for help first, then whoever is furthest from being safe. */
const ORDER: readonly RollState[] = ["help", "unreached", "reached", "confirmed", "moved", "returned"];
const rank = (state: RollState): number => ORDER.indexOf(state);

/** They are where the warning wants them. */
export const isSafe = (state: RollState): boolean => state === "moved" || state === "returned";

/** A runner on the way stands after a household that nobody goes to; among equals the one that waits longest. */
export const byNeed = (a: RollHousehold, b: RollHousehold): number =>
  rank(a.state) - rank(b.state) ||
  Number(a.runner?.state === "accepted") - Number(b.runner?.state === "accepted") ||
  Date.parse(a.since) - Date.parse(b.since) ||
  (a.number ?? "").localeCompare(b.number ?? "", "zh", { numeric: true });

export const inNeed = (households: readonly RollHousehold[]): readonly RollHousehold[] => [...households].sort(byNeed);

const peopleOf = (households: readonly RollHousehold[]): number =>
  households.reduce((sum, { people }) => sum + people, 0);

/** How many households and people stand where. */
export interface Standing {
  readonly households: number;
  readonly people: number;
  readonly left: { readonly households: number; readonly people: number };
  readonly by: Readonly<Record<RollState, { readonly households: number; readonly people: number }>>;
}

export function standingOf({ households }: Pick<RollCall, "households">): Standing {
  const count = (some: readonly RollHousehold[]) => ({ households: some.length, people: peopleOf(some) });
  return {
    ...count(households),
    left: count(households.filter(({ state }) => !isSafe(state))),
    by: Object.fromEntries(
      ROLL_STATES.map((state) => [state, count(households.filter((one) => one.state === state))]),
    ) as unknown as Standing["by"],
  };
}

/** To what a household may be set by hand, the likeliest first; where it stands already is left out. */
export function marksFor(state: RollState, isLifted: boolean): readonly RollState[] {
  const order: readonly RollState[] = isLifted
    ? ["returned", "moved", "help"]
    : ["moved", "help", "confirmed", "reached", "unreached"];
  return order.filter((one) => one !== state);
}
