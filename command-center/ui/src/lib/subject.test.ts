import { describe, expect, it } from "vitest";
import type { AuditEntry } from "@/api/people";
import { subjectOf } from "./subject";

const entry = (action: string, object: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  seq: 1,
  at: "2026-07-20T00:00:00Z",
  who: "sun",
  action,
  object,
  division: null,
  address: null,
  via: null,
  detail: {},
  before: null,
  after: null,
  ...changes,
});
const of = (action: string, object: string, changes: Partial<AuditEntry> = {}) =>
  subjectOf(entry(action, object, changes), (id) => id === "p1");

describe("to what something was done", () => {
  it("leads to the page of an alert, a warning, a notice and a device", () => {
    expect(of("alert.acknowledge", "alert/e1").to).toEqual({ name: "why", params: { id: "e1" } });
    expect(of("warning.verify", "w1").to).toEqual({ name: "warning", params: { id: "w1" } });
    expect(of("approval.sign", "n1").to).toEqual({ name: "sign", params: { id: "n1" } });
    expect(of("device.mask", "d1", { after: { name: "北坡裂缝计" } })).toMatchObject({
      to: { name: "device", params: { id: "d1" } },
      name: "北坡裂缝计",
    });
  });

  it("leads to the roll call of a household that was marked there, else to those of its point", () => {
    expect(of("household.mark", "h1", { detail: { warning: "w1" } }).to).toEqual({
      name: "rollCall",
      params: { id: "w1" },
    });
    expect(of("household.save", "h1", { after: { pointId: "p1" } }).to).toEqual({
      name: "households",
      params: { id: "p1" },
    });
    expect(of("household.save", "h1").to, "of no point that is known").toBeNull();
  });

  it("knows a point by its id, and a list where a thing has no page of its own", () => {
    expect(of("standing-order.give", "p1")).toMatchObject({ pointId: "p1", to: "/standing-orders" });
    expect(of("token.make", "t1").to).toBe("/tokens");
    expect(of("session.begin", "").to).toBeNull();
  });
});
