import { describe, expect, it } from "vitest";
import { SEALED, differencesOf, toldOf } from "./difference";

describe("what an entry of the trail changed", () => {
  it("is told field by field, without what stayed", () => {
    const before = { name: "a", until: null, channels: [{ unit: "mm", limit: 1 }] };
    const after = { name: "b", until: "2026-01-01", channels: [{ unit: "mm", limit: 2 }] };
    expect(differencesOf(before, after)).toEqual([
      { field: "name", was: "a", is: "b" },
      { field: "channels.0.limit", was: "1", is: "2" },
      { field: "until", was: null, is: "2026-01-01" },
    ]);
  });

  it("tells what was made and what was taken away", () => {
    expect(differencesOf(null, { id: "x" })).toEqual([{ field: "id", was: null, is: "x" }]);
    expect(differencesOf({ id: "x", of: ["a", "b"] }, null)).toEqual([
      { field: "id", was: "x", is: null },
      { field: "of", was: "a、b", is: null },
    ]);
  });

  it("opens what was written down as text", () => {
    expect(toldOf({ text: '{"level":"RED"}', comment: "{x" })).toEqual([
      { field: "text.level", was: null, is: "RED" },
      { field: "comment", was: null, is: "{x" },
    ]);
  });

  it("shows no cipher", () => {
    expect(toldOf({ person: { sealed: "AAECAw", key: "user:li" } })).toEqual([
      { field: "person", was: null, is: SEALED },
    ]);
    expect(toldOf({ person: { person: "contact:7f0c", vault: "llfaQxhb" } })).toEqual([
      { field: "person", was: null, is: SEALED },
    ]);
  });
});
