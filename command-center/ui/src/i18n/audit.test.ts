import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AUDIT_WORDS } from "./audit";

const HOME = "../src/main/java/cn/shanshao/center";

/** Every action that the centre writes into its trail. */
function actionsOfTheCentre(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(HOME, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".java")) continue;
    const source = readFileSync(`${HOME}/${name}`, "utf8");
    for (const [, action] of source.matchAll(/Act\.of\(\s*[^,]+,\s*"([a-z-]+(?:\.[a-z-]+)+)"/g)) found.add(action!);
  }
  return [...found].sort();
}

/** Of each list that comes in and goes out, by what its rows are called. */
const LISTED = ["contact", "device", "household", "point"].flatMap((noun) =>
  ["export", "import", "import-undo"].map((act) => `${noun}.${act}`),
);

describe("the words of the trail", () => {
  const actions = [...actionsOfTheCentre(), ...LISTED];

  it("know every action that the centre records", () => {
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => !(`act.${action}` in AUDIT_WORDS))).toEqual([]);
  });
});
