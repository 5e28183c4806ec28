import type { Division } from "@/api/types";

/** A division, and how far it is set in. */
export interface Branch {
  readonly one: Division;
  readonly depth: number;
}

/** Divisions in the order of their tree; one whose parent is not among them stands at the top. */
export function inTree(divisions: readonly Division[]): readonly Branch[] {
  const rows: Branch[] = [];
  const known = new Set(divisions.map(({ code }) => code));
  const add = (one: Division, depth: number): void => {
    rows.push({ one, depth });
    divisions.filter(({ parent }) => parent === one.code).forEach((child) => add(child, depth + 1));
  };
  divisions.filter(({ parent }) => parent === null || !known.has(parent)).forEach((one) => add(one, 0));
  return rows;
}
