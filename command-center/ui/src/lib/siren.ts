import type { CommandView, Level, PointDetail } from "@/api/types";

/** A siren that was told to sound, and not to be silent since. */
export interface Sounding {
  readonly since: string;
  readonly level: Level | null;
  /** Who gave the command; `job` where a standing order did. */
  readonly by: string;
  readonly order: string | null;
  /** It has answered that it sounds; `false` while it has not. */
  readonly answered: boolean;
}

/** What a siren was last told that is silent now: when it was told to sound, and when and by whom not to. */
export interface Silenced {
  readonly since: string;
  readonly until: string;
  /** Who gave the command to stop; `job` where a standing order did. */
  readonly by: string;
  /** It has answered that it is silent; `false` while it has not. */
  readonly answered: boolean;
}

const LEVELS: readonly string[] = ["blue", "yellow", "orange", "red"];
/** What was never sent, or refused, has changed nothing; without an answer it may sound, and may not be silent. */
const isMoot = ({ do: action, state }: CommandView): boolean =>
  state === "refused" || state === "unsent" || (state === "expired" && action === "stop");

/** What counts of the commands to sound or to stop, newest first. */
const toldOf = (commands: readonly CommandView[]): readonly CommandView[] =>
  commands
    .filter((command) => (command.do === "siren" || command.do === "stop") && !isMoot(command))
    .sort((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt));

/** How a siren stands by its commands, in any order; `null` while it is silent. */
export function soundingOf(commands: readonly CommandView[]): Sounding | null {
  const last = toldOf(commands)[0];
  if (last?.do !== "siren") return null;
  const level = last.args["level"];
  return {
    since: last.sentAt,
    level: level !== undefined && LEVELS.includes(level) ? (level as Level) : null,
    by: last.by,
    order: last.args["order"] ?? null,
    answered: last.state === "acknowledged",
  };
}

/** Who silenced a siren that had sounded, by its commands in any order; `null` while it sounds, or if it never did. */
export function silencedOf(commands: readonly CommandView[]): Silenced | null {
  const told = toldOf(commands);
  const begun = told.findIndex(({ do: action }) => action === "siren");
  if (begun < 1) return null;
  // of several in a row the first has silenced it
  const stop = told[begun - 1]!;
  let sounded = begun;
  while (told[sounded + 1]?.do === "siren") sounded++;
  return {
    since: told[sounded]!.sentAt,
    until: stop.sentAt,
    by: stop.by,
    answered: stop.state === "acknowledged",
  };
}

/**
 * A siren of a point; `sounding` is `null` while it is silent, and `silenced` unless somebody has silenced it since the
 * alert began.
 */
export interface SirenAtPoint {
  readonly id: string;
  readonly name: string;
  readonly sounding: Sounding | null;
  readonly silenced: Silenced | null;
}

type Place = Pick<PointDetail, "standingOrders" | "deviceList">;

/** Those that a standing order of the point may sound, and those that stand there. */
export const sirenIds = ({ standingOrders, deviceList }: Place): readonly string[] => [
  ...new Set([
    ...standingOrders.flatMap(({ sirens }) => sirens),
    ...deviceList.filter(({ model, state }) => model === "siren" && state !== "retired").map(({ id }) => id),
  ]),
];

/**
 * The sirens of a point by their commands; `null` until all of them have told what they were told.
 *
 * @param since when the alert began; what was silenced before is past
 */
export function sirensAt(
  place: Place | undefined,
  commands: ReadonlyMap<string, readonly CommandView[]>,
  since: string,
): readonly SirenAtPoint[] | null {
  if (!place || !sirenIds(place).every((id) => commands.has(id))) return null;
  return sirenIds(place).map((id) => {
    const told = commands.get(id) ?? [];
    const silenced = silencedOf(told);
    return {
      id,
      name: place.deviceList.find((device) => device.id === id)?.name ?? id,
      sounding: soundingOf(told),
      silenced: silenced && Date.parse(silenced.until) >= Date.parse(since) ? silenced : null,
    };
  });
}
