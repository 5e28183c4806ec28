import { describe, expect, it } from "vitest";
import type { RollHousehold, RollState } from "@/api/rollcall";
import { after } from "@/fixtures/scenery";
import { inNeed, marksFor, standingOf } from "./rollcall";

const household = (number: string, state: RollState, changes: Partial<RollHousehold> = {}): RollHousehold => ({
  id: `h${number}`,
  number,
  name: `户${number}`,
  people: 4,
  state,
  since: after(0),
  shelter: null,
  address: null,
  runners: [],
  ladder: null,
  note: null,
  hand: null,
  lines: [],
  ...changes,
});
const runner = (state: "asked" | "accepted") => ({
  id: state,
  name: "邻居",
  phone: "154****0101",
  state,
  askedAt: after(1),
  answeredAt: null,
});
const order = (...households: RollHousehold[]) => inNeed(households, false).map(({ number }) => number);

describe("how many", () => {
  it("counts a villager who is on no household's card as one of the people, and as no household", () => {
    const standing = standingOf({
      households: [household("1", "help"), household("", "help", { people: 1 })],
      liftedAt: null,
      movedWhenLifted: null,
      grows: false,
    });
    expect(standing.by.help).toEqual({ households: 1, people: 5 });
    expect(standing.left).toEqual({ households: 1, people: 5 });
  });
});

describe("the order of a roll call", () => {
  it("puts who asks for help first, then who is furthest from being safe", () => {
    expect(
      order(
        household("1", "returned"),
        household("2", "moved"),
        household("3", "confirmed"),
        household("4", "reached"),
        household("5", "unreached"),
        household("6", "help"),
      ),
    ).toEqual(["6", "5", "4", "3", "2", "1"]);
  });

  it("puts a household that was called to the end right after cries and refusals, unless somebody goes there", () => {
    const ended = { ladder: { ending: "unreached" } } as Partial<RollHousehold>;
    const wrote = { lines: [{ reply: "text" }] } as unknown as Partial<RollHousehold>;
    expect(
      order(
        household("1", "unreached", { ...ended, runners: [runner("accepted")] }),
        household("2", "unreached"),
        household("3", "reached", wrote),
        household("4", "reached", ended),
        household("5", "refused"),
        household("6", "help"),
      ),
    ).toEqual(["6", "5", "4", "3", "2", "1"]);
  });

  it("puts a household that nobody goes to before one to which a runner is on the way", () => {
    expect(
      order(
        household("1", "unreached", { runners: [runner("accepted")] }),
        household("2", "unreached", { runners: [runner("asked")], since: after(10) }),
        household("3", "unreached", { since: after(20) }),
      ),
    ).toEqual(["2", "3", "1"]);
  });

  it("among equals goes by how long they wait, then by number as people count", () => {
    expect(
      order(
        household("10", "reached", { since: after(5) }),
        household("9", "reached", { since: after(5) }),
        household("2", "reached", { since: after(9) }),
      ),
    ).toEqual(["9", "10", "2"]);
  });

  it("puts who will not leave right after who asks for help, whatever others have written", () => {
    const wrote = { lines: [{ reply: "text" }] } as unknown as Partial<RollHousehold>;
    expect(
      order(
        household("1", "unreached"),
        household("2", "reached", wrote),
        household("3", "refused"),
        household("4", "help"),
      ),
    ).toEqual(["4", "3", "2", "1"]);
  });

  it("leaves the list that it was given alone", () => {
    const given = [household("1", "moved"), household("2", "help")];
    inNeed(given, false);
    expect(given.map(({ number }) => number)).toEqual(["1", "2"]);
  });
});

describe("how a roll call stands", () => {
  it("counts households and people, and whoever is not out yet", () => {
    const standing = standingOf({
      liftedAt: null,
      movedWhenLifted: null,
      grows: false,
      households: [
        household("1", "moved", { people: 3 }),
        household("2", "help", { people: 2 }),
        household("3", "confirmed", { people: 5 }),
        household("4", "returned", { people: 1 }),
      ],
    });
    expect(standing.people).toBe(11);
    expect(standing.left).toEqual({ households: 2, people: 7 });
    expect(standing.by.help).toEqual({ households: 1, people: 2 });
    expect(standing.by.unreached).toEqual({ households: 0, people: 0 });
    expect(standing.moved).toBeNull();
  });

  it("after the all-clear counts who is not home yet, and nobody who never left", () => {
    const households = [
      household("1", "unreached", { people: 2 }),
      household("2", "confirmed", { people: 2 }),
      household("3", "moved", { people: 3 }),
      household("4", "returned", { people: 5 }),
    ];
    const standing = standingOf({
      liftedAt: after(60),
      movedWhenLifted: { households: 2, people: 8 },
      grows: false,
      households,
    });
    expect(standing.moved).toEqual({ households: 2, people: 8 });
    expect(standing.left).toEqual({ households: 1, people: 3 });
    expect(inNeed(households, true).map(({ number }) => number)).toEqual(["3", "1", "2", "4"]);
  });
});

describe("a mark by hand", () => {
  it("offers moved first, and never what is already so", () => {
    expect(marksFor("unreached", false)).toEqual(["moved", "help", "refused", "confirmed", "reached"]);
    expect(marksFor("moved", false)).not.toContain("moved");
  });

  it("offers the way home only once all is clear", () => {
    expect(marksFor("moved", false)).not.toContain("returned");
    expect(marksFor("moved", true)[0]).toBe("returned");
  });
});
