import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { Level } from "@/api/types";
import type { WarningView } from "@/api/warnings";
import { BEGINNING, after } from "@/fixtures/scenery";
import { notice, warningView } from "@/fixtures/warnings";
import WarningNotes from "./WarningNotes.vue";

/** More is held for true than people were told. */
const notes = (measured: Level | null, changes: Partial<WarningView> = {}) =>
  mount(WarningNotes, {
    props: {
      warning: warningView({ state: "issued", level: "red", issued: "orange", ...changes }),
      measured,
      now: BEGINNING,
    },
  }).text();
const RISES = "告警已到红色，群众只知橙色";

describe("what must not be overlooked about a warning", () => {
  it("is that its level is only held, where instruments made it and say less now", () => {
    expect(notes("yellow")).toContain("红色只是保持（证据已降为黄色）");
    expect(notes(null)).toContain("红色只是保持（证据已降为正常）");
    expect(notes("red")).toBe(RISES);
  });

  it("is never that a level is only held which somebody gave by hand, or of which no instrument speaks", () => {
    for (const measured of ["yellow", null] as const) expect(notes(measured, { byHand: true })).toBe(RISES);
    expect(notes(null, { alertIds: [], alerts: [] })).toBe(RISES);
  });

  it("is that people were told unverified, until somebody has signed, or the next red waits for it", () => {
    const GONE = "逾时无人签发，已告知现场";
    const went = notice({ id: "n1", purpose: "unverified", state: "issued", issuedAt: after(10) });
    expect(notes("red", { notices: [went] })).toContain(GONE);
    expect(notes("red", { notices: [went], unverifiedAt: after(90) })).not.toContain(GONE);
    const signed = notice({ id: "n2", state: "issued", issuedAt: after(20) });
    expect(notes("red", { notices: [went, signed] })).not.toContain(GONE);
  });
});
