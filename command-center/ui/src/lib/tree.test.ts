import { expect, it } from "vitest";
import { inTree } from "./tree";

const of = (code: string, parent: string | null) => ({ code, name: code, parent });

it("sets each division in under its own parent, and one whose parent is beyond the wall at the top", () => {
  const rows = inTree([of("2205", "22"), of("22", null), of("220581", "22"), of("220521", "2205"), of("x", "unseen")]);
  expect(rows.map(({ one, depth }) => `${one.code}@${depth}`)).toEqual([
    "22@0",
    "2205@1",
    "220521@2",
    "220581@1",
    "x@0",
  ]);
});
