import { describe, expect, it } from "vitest";
import { clashesOf, resolved } from "./conflict";

const mine = { name: "北坡裂缝", interval: 60, gateway: null as string | null, channels: [{ quantity: "crack" }] };
const theirs = { name: "北坡", interval: 60, gateway: "gw-1" as string | null, channels: [{ quantity: "crack" }] };

describe("two people who change the same", () => {
  it("are shown only where they differ", () => {
    expect(clashesOf(mine, theirs)).toEqual([
      { key: "name", mine: "北坡裂缝", theirs: "北坡" },
      { key: "gateway", mine: "—", theirs: "gw-1" },
    ]);
  });

  it("each get the fields that were chosen", () => {
    expect(resolved(mine, theirs, { name: "mine", gateway: "theirs" })).toEqual({ ...mine, gateway: "gw-1" });
  });
});
