import { shallowRef } from "vue";
import { tOr } from "@/i18n";

/** Who the logins are, as far as the centre has told this account. */
const known = shallowRef<ReadonlyMap<string, string>>(new Map());

export interface Named {
  readonly username: string;
  readonly displayName: string;
}

/** Remembers who some logins are. */
export function learnNames(people: readonly Named[]): void {
  const fresh = people.filter(({ username, displayName }) => known.value.get(username) !== displayName);
  if (fresh.length === 0) return;
  known.value = new Map([
    ...known.value,
    ...fresh.map(({ username, displayName }): [string, string] => [username, displayName]),
  ]);
}

/** The next account may not know whom this one knew. */
export const forgetNames = (): void => void (known.value = new Map());

/** The name of a person, or of a part of the centre; a login that nobody has told the name of stays as it is. */
export const nameOf = (login: string): string => known.value.get(login) || tOr(`machine.${login}`, login);
