import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "./messages";

describe("the words of the pages", () => {
  it("stand under one name each: a later file would silently win", () => {
    const homes = new Map<string, string[]>();
    for (const file of readdirSync("src/i18n").filter((name) => !name.endsWith(".test.ts"))) {
      const source = readFileSync(`src/i18n/${file}`, "utf8");
      for (const [, key] of source.matchAll(/^ {2}"([\w.-]+)": \[/gm)) {
        homes.set(key!, [...(homes.get(key!) ?? []), file]);
      }
    }
    expect(homes.size).toBeGreaterThan(1000);
    expect([...homes].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it("say in English too what is expected, not that every hazard is a failure", () => {
    const silent = Object.entries(MESSAGES).filter(([, [zh, en]]) => zh.includes("{what}") && !en.includes("{what}"));
    expect(silent.map(([key]) => key)).toEqual([]);
  });
});
