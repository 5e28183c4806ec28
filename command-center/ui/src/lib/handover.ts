import type { OpenMatter } from "@/api/people";
import { ROLL_STATES, type RollState } from "@/api/rollcall";

/** A household that is not out yet: the number of its card, empty where it has none. */
export interface Waiting {
  readonly number: string;
  readonly state: RollState;
}

/** How it stands with a roll call that goes over. */
export interface Left {
  readonly people: number;
  readonly households: number;
  readonly isExercise: boolean;
  /** How many households stand in each state that is not out. */
  readonly by: readonly { readonly state: RollState; readonly households: number }[];
  /** Who needs somebody first; of many, these alone. */
  readonly waiting: readonly Waiting[];
}

const NOT_OUT: readonly RollState[] = ["help", "refused", "unreached", "reached", "confirmed"];
const isState = (value: unknown): value is RollState => ROLL_STATES.some((state) => state === value);
const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

function waitingOf(value: unknown): readonly Waiting[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: { readonly number?: unknown; readonly state?: unknown }) =>
    isState(one.state) ? [{ number: typeof one.number === "string" ? one.number : "", state: one.state }] : [],
  );
}

export const leftOf = ({ detail }: Pick<OpenMatter, "detail">): Left => ({
  people: numberOf(detail["people"]),
  households: numberOf(detail["households"]),
  isExercise: detail["realm"] === "exercise",
  by: NOT_OUT.map((state) => ({ state, households: numberOf(detail[state]) })).filter(
    ({ households }) => households > 0,
  ),
  waiting: waitingOf(detail["waiting"]),
});

/** Numbers of the notices of a warning that wait for a signature. */
export const unsignedOf = ({ detail }: Pick<OpenMatter, "detail">): readonly number[] =>
  Array.isArray(detail["waiting"]) ? detail["waiting"].filter((one): one is number => typeof one === "number") : [];
