import { t } from "./index";

interface Roster {
  readonly people: number;
  readonly households: number;
}

/** How many are on the roster, and how many more are threatened: an empty roster must not read as an empty slope. */
export function peopleText({ people, households }: Roster, threatened: number): string {
  if (threatened <= people) return t("warn.people", { people, households });
  return households === 0
    ? t("people.unlisted", { all: threatened })
    : t("people.some", { all: threatened, people, households });
}

/** What a notice leaves out; empty where it reaches as many as are threatened. */
export const shortText = ({ people }: Roster, threatened: number): string =>
  threatened > people ? t("people.short", { all: threatened, people }) : "";
