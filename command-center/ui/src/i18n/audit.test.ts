import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AUDIT_WORDS } from "./audit";
import { MESSAGES } from "./messages";

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

/** Every field that the centre tells beside an act. */
function fieldsOfTheCentre(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(HOME, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".java")) continue;
    const source = readFileSync(`${HOME}/${name}`, "utf8");
    for (const [, told] of source.matchAll(/\.telling\(\s*Map\.of\(([^;]*?)\)\)/gs)) {
      for (const [, field] of told!.matchAll(/"([a-zA-Z]+)",/g)) found.add(field!);
    }
    for (const [, field] of source.matchAll(/\b(?:all|facts|persons)(?:, |\.put\()"(\w+)"/g)) found.add(field!);
  }
  return [...found].sort();
}

/** Every verb that the book of warnings writes. */
function verbsOfWarnings(): string[] {
  const found = new Set(["clear", "issue", "upgrade", "downgrade", "lift", "correct", "unverified"]);
  for (const name of readdirSync(`${HOME}/warning`)) {
    const source = readFileSync(`${HOME}/warning/${name}`, "utf8");
    for (const [, verb] of source.matchAll(/book\.write\((?:(?!Map\.of)[^;])*?"([a-z-]+)"/g)) found.add(verb!);
    for (const [, verb] of source.matchAll(/back\([^;]*?"([a-z-]+)"/g)) found.add(verb!);
  }
  return [...found].map((verb) => `warning.${verb}`);
}

describe("the words of the trail", () => {
  it("know every field that the centre tells", () => {
    const fields = fieldsOfTheCentre();
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((field) => !(`entry.${field}` in MESSAGES))).toEqual([]);
  });

  const actions = [...actionsOfTheCentre(), ...LISTED, ...verbsOfWarnings()];

  it("know every action that the centre records", () => {
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => !(`act.${action}` in AUDIT_WORDS))).toEqual([]);
  });
});
