/** A field that somebody changed, or told of. */
export interface Difference {
  readonly field: string;
  /** `null` where there was nothing. */
  readonly was: string | null;
  readonly is: string | null;
}

/** What is sealed about a person is told as such: nobody reads a cipher. */
const isSealed = (value: object): boolean => ["vault", "sealed", "cipher"].some((key) => key in value);

/** Of text that holds an object, as the text of a standing order does; else `null`. */
function objectIn(text: string): object | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

/** Each single value by its path: `channels.0.unit`. */
function leaves(value: unknown, path: string, found: Map<string, string>): Map<string, string> {
  if (value === null || value === undefined || value === "") return found;
  const nested = typeof value === "string" ? objectIn(value) : null;
  if (nested !== null) return leaves(nested, path, found);
  if (typeof value !== "object") return found.set(path, typeof value === "string" ? value : JSON.stringify(value));
  if (isSealed(value)) return found.set(path, SEALED);
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null)) {
    return value.length === 0 ? found : found.set(path, value.map(String).join("、"));
  }
  for (const [key, part] of Object.entries(value)) leaves(part, path === "" ? key : `${path}.${key}`, found);
  return found;
}

/** Stands for what cannot be read without asking for it. */
export const SEALED = "\u{1F512}";

/** The fields that differ, in the order in which they stand; what is the same in both is left out. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const [was, is] = [leaves(before, "", new Map()), leaves(after, "", new Map())];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, was: was.get(field) ?? null, is: is.get(field) ?? null }))
    .filter((one) => one.was !== one.is || one.is === SEALED);
}

/** What an entry tells beside a change. */
export const toldOf = (detail: unknown): readonly Difference[] => differencesOf(null, detail);
