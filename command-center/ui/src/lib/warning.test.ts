import { describe, expect, it } from "vitest";
import { BEGINNING, after, alert } from "@/fixtures/scenery";
import { notice, warning } from "@/fixtures/warnings";
import type { Notice, Warning } from "@/api/warnings";
import type { Level } from "@/api/types";
import type { Act } from "./may";
import {
  type Deed,
  type Heard,
  awaitsDecision,
  byCall,
  courseOf,
  deedsOf,
  groupsOf,
  heardOf,
  leadingOf,
  levelsFor,
  markOf,
  mendingOf,
  purposeOf,
  reopenedAt,
  isOutdated,
  returnedOf,
  signingOf,
  toldOf,
} from "./warning";

type Situation = Parameters<typeof deedsOf>[0];
const all = () => true;
const nobody = () => false;
const desk = (act: Act) => act !== "signApproval";

/** Somebody has it, unless told otherwise. */
const situation = (of: Partial<Situation["warning"]>, rest: Partial<Omit<Situation, "warning">> = {}): Situation => ({
  warning: { ...warning(of.state && of.state !== "detected" ? { clock: null } : {}), ...of },
  isSigning: false,
  isMine: false,
  answer: null,
  isMoving: true,
  heard: { evacuation: of.issued ?? null, public: null },
  mayCorrect: ["evacuation", "public"] as const,
  ...rest,
});

describe("a notice that came back", () => {
  const back = notice({ number: 2, state: "sent-back" });
  const log = (detail: Record<string, unknown>) => ({
    at: after(200),
    by: "chief",
    byName: "韩永福",
    act: "send-back",
    detail,
  });

  it("is the newest, with what was said of that one", () => {
    const notices = [notice({ number: 1, state: "sent-back" }), back, notice({ number: 3, state: "withdrawn" })];
    const said = [log({ notice: 2, comment: "写明集合点" }), log({ notice: 1, comment: "别的" })];
    expect(returnedOf({ notices, log: said })).toMatchObject({ notice: back, comment: "写明集合点", byName: "韩永福" });
    expect(returnedOf({ notices: [notice({ state: "issued" })], log: said })).toBeNull();
  });

  it("is mended in the form for what people know by now", () => {
    const none = { evacuation: null, public: null };
    expect(mendingOf(back, none)).toBe("propose");
    expect(mendingOf(back, { ...none, public: "orange" })).toBe("widen");
    expect(mendingOf(back, { ...none, evacuation: "orange" })).toBe("upgrade");
    expect(mendingOf(notice({ purpose: "lift" }), { ...none, evacuation: "orange" })).toBe("lift");
  });

  it("leads no more once the slope is worse than it says", () => {
    const came = (changes: Partial<Notice>) => ({
      notice: notice(changes),
      comment: "",
      by: "",
      byName: null,
      at: after(10),
    });
    const calm = { level: "yellow", quiet: false, log: [] } as const;
    expect(isOutdated(came({ purpose: "issue", level: "yellow" }), calm)).toBe(false);
    expect(isOutdated(came({ purpose: "issue", level: "yellow" }), { ...calm, level: "red" })).toBe(true);
    const rise = (at: string) => [{ at, by: "job", byName: "", act: "rise", detail: {} }];
    expect(isOutdated(came({ purpose: "lift", level: null }), { ...calm, log: rise(after(5)) })).toBe(false);
    expect(isOutdated(came({ purpose: "lift", level: null }), { ...calm, log: rise(after(20)) })).toBe(true);
  });

  it("waits for the desk, and so does what nobody has taken on at its level", () => {
    const told = { state: "issued", level: "red", issued: "red", clock: null } as const;
    expect(awaitsDecision(warning(told), BEGINNING)).toBe(false);
    expect(awaitsDecision({ ...warning(told), notices: [back] } as Warning, BEGINNING)).toBe(true);
    const clock = { dueAt: after(60), stage: 0, nobody: 0 };
    expect(awaitsDecision(warning({ ...told, clock }), BEGINNING)).toBe(true);
    expect(awaitsDecision(warning({ ...told, state: "lifted", clock }), BEGINNING)).toBe(false);
  });
});

describe("a warning after its all-clear", () => {
  it("is open anew above whoever went home, unless it is over or has eased", () => {
    for (const state of ["detected", "verified", "proposed"] as const) {
      expect(reopenedAt(warning({ state, level: "red" }))).toBe("red");
      expect(reopenedAt(warning({ state, quiet: true }))).toBeNull();
    }
    for (const state of ["lifted", "issued", "closed", "dismissed"] as const)
      expect(reopenedAt(warning({ state }))).toBeNull();
  });
});

describe("what can be done about a warning", () => {
  const table: readonly [string, Situation, Deed | null, readonly Deed[]][] = [
    ["detected", situation({}), "verifyAndPropose", ["verify", "dismiss", "shelve", "acknowledge"]],
    ["detected, and somebody has it", situation({ clock: null }), "verifyAndPropose", ["verify", "dismiss", "shelve"]],
    [
      "detected, and the monitor saw nothing",
      situation({}, { answer: "nothing" }),
      "dismiss",
      ["verifyAndPropose", "verify", "shelve", "acknowledge"],
    ],
    ["verified", situation({ state: "verified" }), "propose", ["dismiss", "shelve"]],
    ["waiting for a signature", situation({ state: "proposed" }, { isSigning: true }), null, ["withdraw"]],
    [
      "waiting for the reader's signature",
      situation({ state: "proposed" }, { isSigning: true, isMine: true }),
      "sign",
      ["withdraw"],
    ],
    ["sent back", situation({ state: "proposed" }), "propose", ["dismiss", "shelve"]],
    [
      "issued, and people are on their way",
      situation({ state: "issued", level: "orange", issued: "orange" }),
      "rollCall",
      ["upgrade", "widen", "downgrade", "lift", "correct"],
    ],
    [
      "issued, and worse is detected",
      situation({ state: "issued", level: "red", issued: "orange" }),
      "upgrade",
      ["rollCall", "widen", "downgrade", "lift", "correct"],
    ],
    [
      "issued, all are out and all is calm",
      situation({ state: "issued", quiet: true, issued: "red" }, { isMoving: false }),
      "lift",
      ["rollCall", "widen", "downgrade", "correct"],
    ],
    [
      "issued in both ways at the highest level",
      situation({ state: "issued", level: "red", issued: "red" }, { heard: { evacuation: "red", public: "red" } }),
      "rollCall",
      ["downgrade", "lift", "correct"],
    ],
    [
      "issued at the lowest level",
      situation({ state: "issued", level: "blue", issued: "blue" }),
      "rollCall",
      ["upgrade", "widen", "lift", "correct"],
    ],
    [
      "issued, and the upgrade waits for a signature",
      situation({ state: "issued", level: "red", issued: "orange" }, { isSigning: true }),
      "rollCall",
      ["withdraw", "correct"],
    ],
    ["lifted", situation({ state: "lifted", quiet: true }), "close", ["rollCall"]],
    ["dismissed", situation({ state: "dismissed" }), "close", []],
    [
      "issued, and nobody has taken on what is worse",
      situation({ state: "issued", level: "red", issued: "orange", clock: { dueAt: after(60), stage: 1, nobody: 0 } }),
      "upgrade",
      ["rollCall", "widen", "downgrade", "lift", "correct", "acknowledge"],
    ],
    ["closed", situation({ state: "closed" }), null, []],
  ];

  /** The likeliest, and the others that make sense, in no order. */
  const sense = (given: Situation, may: (act: Act) => boolean) => {
    const { first, all: shown, idle } = deedsOf(given, may);
    return { first, rest: shown.filter((deed) => deed !== first && !idle.includes(deed)).sort() };
  };

  it.each(table)("while it is %s", (_, given, first, rest) => {
    expect(sense(given, desk)).toEqual(
      first === "sign" ? { first: null, rest: ["withdraw"] } : { first, rest: [...rest].sort() },
    );
    expect(sense(given, all)).toEqual({ first, rest: [...rest].sort() });
  });

  it("is nothing for whoever may nothing, whatever its state", () => {
    for (const [, given] of table)
      expect(deedsOf({ ...given, mayCorrect: [] }, nobody)).toEqual({ first: null, all: [], idle: [] });
  });

  it("keeps every button in its place while the level moves, and idles what makes no sense", () => {
    const issued = (level: Level, told: Level, publicly: Level | null = null) =>
      deedsOf(
        situation({ state: "issued", level, issued: told }, { heard: { evacuation: told, public: publicly } }),
        desk,
      );
    const places = ["correct", "widen", "downgrade", "lift", "upgrade", "rollCall"];
    for (const [level, told] of [
      ["blue", "blue"],
      ["red", "orange"],
      ["red", "red"],
    ] as const)
      expect(issued(level, told).all, `${level} ${told}`).toEqual(places);
    expect(issued("red", "red").idle).toEqual(["upgrade"]);
    expect(issued("red", "red").first).toBe("rollCall");
    expect(issued("red", "red", "red").idle).toEqual(["upgrade", "widen"]);
  });

  it("does not urge to tell more where the level is only held", () => {
    const held = situation({ state: "issued", level: "red", issued: "orange" }, { measured: "yellow" });
    expect(deedsOf(held, desk).first).toBe("rollCall");
    expect(deedsOf({ ...held, measured: "red" }, desk).first).toBe("upgrade");
    expect(deedsOf({ ...held, measured: null }, desk).first).toBe("rollCall");
  });

  it("urges to tell more of what somebody saw, whatever the instruments say, and where none speaks", () => {
    const seen = { state: "issued", level: "red", issued: "orange" } as const;
    for (const measured of ["yellow", null] as const)
      expect(deedsOf(situation({ ...seen, byHand: true }, { measured }), desk).first).toBe("upgrade");
    expect(deedsOf(situation({ ...seen, alertIds: [] }, { measured: null }), desk).first).toBe("upgrade");
  });

  it("lets set right whoever the centre lets, whatever the role", () => {
    const told = situation({ state: "issued", issued: "red" });
    expect(deedsOf({ ...told, mayCorrect: [] }, all).all).not.toContain("correct");
    expect(deedsOf(told, nobody).all).toEqual(["correct"]);
  });

  it("takes a shelved one up again instead of shelving it twice", () => {
    const shelf = { until: after(600), reason: "现场有人", by: "wang" };
    expect(deedsOf(situation({ shelf }), all).all).toContain("unshelve");
    expect(deedsOf(situation({ shelf }), all).all).not.toContain("shelve");
  });
});

describe("the levels that a notice can be given", () => {
  const called = (evacuation: Level | null, publicly: Level | null = null): Heard => ({ evacuation, public: publicly });

  it("begin with what is detected", () => {
    expect(levelsFor("issue", "evacuation", called(null), "yellow")).toEqual(["yellow", "red", "orange", "blue"]);
  });

  it("only rise in an upgrade, by one step unless more is detected", () => {
    expect(levelsFor("upgrade", "evacuation", called("yellow"), null)).toEqual(["orange", "red"]);
    expect(levelsFor("upgrade", "evacuation", called("yellow"), "red")).toEqual(["red", "orange"]);
    expect(levelsFor("upgrade", "evacuation", called("red", "orange"), "red")).toEqual([]);
    expect(levelsFor("upgrade", "public", called("red", "orange"), "red")).toEqual(["red"]);
  });

  it("only fall in a downgrade, by one step unless less is detected", () => {
    expect(levelsFor("downgrade", "evacuation", called("red"), null)).toEqual(["orange", "yellow", "blue"]);
    expect(levelsFor("downgrade", "evacuation", called("red"), "blue")).toEqual(["blue", "orange", "yellow"]);
  });

  it("of those who were called out never fall below what the public was told, which lowers both", () => {
    expect(levelsFor("downgrade", "evacuation", called("red", "orange"), null)).toEqual(["orange"]);
    expect(levelsFor("downgrade", "evacuation", called("red", "red"), null)).toEqual([]);
    expect(levelsFor("downgrade", "public", called("red", "yellow"), null)).toEqual(["orange", "yellow", "blue"]);
    expect(levelsFor("downgrade", "public", called("red"), null)).toEqual([]);
  });

  it("begin anew for an act that has told nothing", () => {
    expect(purposeOf("upgrade", "public", called("red"))).toBe("issue");
    expect(purposeOf("upgrade", "evacuation", called("yellow"))).toBe("upgrade");
    expect(purposeOf("lift", "public", called("red"))).toBe("lift");
  });
});

describe("what people have heard", () => {
  let at = 0;
  const told = (act: Notice["act"], purpose: Notice["purpose"], level: Level | null): Notice =>
    notice({ act, purpose, level, state: "issued", issuedAt: after(++at) });
  const heard = (...notices: Notice[]) => heardOf({ notices });

  it("has a level for each act, and an end for both", () => {
    const first = [told("evacuation", "unverified", "red"), told("evacuation", "issue", "red")];
    expect(heard(...first)).toEqual({ evacuation: "red", public: null });
    const both = [...first, told("public", "issue", "orange")];
    expect(heard(...both)).toEqual({ evacuation: "red", public: "orange" });
    expect(heard(...both, told("public", "downgrade", "yellow"))).toEqual({ evacuation: "yellow", public: "yellow" });
    expect(heard(...both, told("evacuation", "downgrade", "orange"))).toEqual({
      evacuation: "orange",
      public: "orange",
    });
    expect(heard(...both, told("public", "correct", "yellow"))).toEqual({ evacuation: "red", public: "yellow" });
    expect(heard(...both, told("public", "lift", null))).toEqual({ evacuation: null, public: null });
    expect(heard(...both, told("public", "correct", null))).toEqual({ evacuation: null, public: null });
  });
});

describe("the inbox", () => {
  it("puts the gravest first, and among equals whose clock runs out first", () => {
    const late = warning({ id: "late", clock: { dueAt: after(900), stage: 0, nobody: 0 } });
    const soon = warning({ id: "soon", clock: { dueAt: after(30), stage: 0, nobody: 0 } });
    const clockless = warning({ id: "clockless", clock: null });
    const yellow = warning({
      id: "yellow",
      level: "yellow",
      highest: "yellow",
      clock: { dueAt: after(1), stage: 0, nobody: 0 },
    });
    expect([yellow, clockless, late, soon].sort(byCall).map(({ id }) => id)).toEqual([
      "soon",
      "late",
      "clockless",
      "yellow",
    ]);
  });

  it("keeps apart what waits for the desk, what goes its way, and what is set aside until its time", () => {
    const shelf = { until: after(600), reason: "看过", by: "wang" };
    const list = [
      warning({ id: "new" }),
      warning({ id: "signing", state: "proposed", clock: null }),
      warning({ id: "aside", shelf }),
      warning({ id: "worse", state: "issued", level: "red", issued: "yellow" }),
      warning({ id: "told", state: "issued", level: "red", issued: "red", clock: null }),
      warning({ id: "untaken", state: "issued", level: "red", issued: "red" }),
      warning({ id: "over", state: "closed" }),
      warning({ id: "false", state: "dismissed" }),
    ];
    const ids = (now: number) => {
      const { waiting, running, shelved } = groupsOf(list, now);
      return [waiting, running, shelved].map((some) => some.map(({ id }) => id).sort());
    };
    expect(ids(BEGINNING)).toEqual([["new", "untaken", "worse"], ["signing", "told"], ["aside"]]);
    expect(ids(Date.parse(after(600)))).toEqual([["aside", "new", "untaken", "worse"], ["signing", "told"], []]);
  });

  it("does not call for what is already told, nor for what eased", () => {
    const told = { state: "issued", level: "red", clock: null } as const;
    expect(awaitsDecision(warning({ ...told, level: "yellow", issued: "red" }), BEGINNING)).toBe(false);
    expect(awaitsDecision(warning({ ...told, issued: "yellow", quiet: true }), BEGINNING)).toBe(false);
    expect(awaitsDecision(warning({ ...told, issued: "yellow" }), BEGINNING)).toBe(true);
  });

  it("marks one by what people still believe while the slope has eased", () => {
    expect(markOf(warning({ state: "issued", level: "yellow", issued: "red" }))).toBe("red");
    expect(markOf(warning({ state: "issued", level: "red", issued: "yellow" }))).toBe("red");
    expect(markOf(warning({ state: "issued", level: "red", issued: "yellow", quiet: true }))).toBe("yellow");
    expect(markOf(warning({ state: "lifted", level: "yellow", issued: null, highest: "orange" }))).toBe("orange");
  });
});

describe("the notices of a warning", () => {
  it("know which waits for signatures, and what people were told last", () => {
    const notices = [
      notice({ id: "first", number: 3, state: "issued", issuedAt: after(1) }),
      notice({ id: "unverified", number: 4, state: "issued", purpose: "unverified", issuedAt: after(3) }),
      notice({ id: "second", number: 2, state: "issued", purpose: "upgrade", issuedAt: after(2) }),
      notice({ id: "back", number: 4, state: "sent-back" }),
    ];
    expect(toldOf({ notices })?.id).toBe("second");
    expect(signingOf({ notices })).toBeNull();
    expect(signingOf({ notices: [...notices, notice({ id: "now", number: 5 })] })?.id).toBe("now");
  });
});

describe("the alert that speaks for a warning", () => {
  it("is the gravest that is open, and the newest where none is", () => {
    const open = alert({ id: "open", level: "yellow" });
    const grave = alert({ id: "grave", level: "orange" });
    const over = alert({ id: "over", level: "red", open: false, detectedAt: after(90) });
    expect(leadingOf([open, over, grave])?.id).toBe("grave");
    expect(
      leadingOf([
        { ...open, open: false, level: null },
        { ...over, level: null },
      ])?.id,
    ).toBe("over");
    expect(leadingOf([])).toBeNull();
  });

  it("is not the newest of equals, but what others bear out, and not what is only held", () => {
    const hold = { since: after(1), until: after(99), evidence: "yellow" } as const;
    const last = alert({ id: "last", level: "red", corroborated: false, since: after(90), detectedAt: after(90) });
    const held = alert({ id: "held", level: "red", corroborated: true, since: after(1), hold });
    const borne = alert({ id: "borne", level: "red", corroborated: true, since: after(5) });
    expect(leadingOf([last, held, borne])?.id).toBe("borne");
    expect(leadingOf([last, { ...borne, corroborated: false }])?.id).toBe("borne");
  });
});

describe("the course of a warning", () => {
  it("tells what alerts said without a break in one line, and keeps everything that people did", () => {
    const line = (act: string, seconds: number) => ({ at: after(seconds), by: "job", byName: "job", act, detail: {} });
    const course = courseOf([
      line("detect", 0),
      line("follow", 1),
      line("follow", 2),
      line("verify", 3),
      line("follow", 4),
      line("verify", 5),
      line("verify", 6),
    ]);
    expect(course.map(({ act, times, at }) => [act, times, at])).toEqual([
      ["detect", 1, after(0)],
      ["follow", 2, after(2)],
      ["verify", 1, after(3)],
      ["follow", 1, after(4)],
      ["verify", 1, after(5)],
      ["verify", 1, after(6)],
    ]);
  });
});
