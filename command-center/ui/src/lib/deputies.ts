import type { UserName } from "@/api/people";

/** Who can sign in somebody's place: others of the same role. */
export const deputiesOf = (
  names: readonly UserName[],
  me: { readonly username: string; readonly role: string },
): readonly UserName[] => names.filter(({ username, role }) => role === me.role && username !== me.username);
