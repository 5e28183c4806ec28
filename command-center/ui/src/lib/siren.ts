import type { CommandView, Level } from "@/api/types";

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

const LEVELS: readonly string[] = ["blue", "yellow", "orange", "red"];
/** What was never sent, or refused, has changed nothing; without an answer it may sound, and may not be silent. */
const isMoot = ({ do: action, state }: CommandView): boolean =>
  state === "refused" || state === "unsent" || (state === "expired" && action === "stop");

/** How a siren stands by its commands, in any order; `null` while it is silent. */
export function soundingOf(commands: readonly CommandView[]): Sounding | null {
  const told = commands
    .filter((command) => (command.do === "siren" || command.do === "stop") && !isMoot(command))
    .sort((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt));
  const last = told[0];
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
