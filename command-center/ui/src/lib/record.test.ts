import { describe, expect, it } from "vitest";
import type { Plan, Work } from "@/api/registry";
import { PLAN_FIELDS, planOf, planState, textsOf, WORK_FIELDS, workOf } from "./record";

const plan: Plan = {
  id: "p",
  version: 2,
  edition: "2026",
  author: "县局",
  preparedOn: null,
  approvedBy: "吴",
  approvedOn: "2026-03-01",
  validUntil: "2026-12-31",
  monitoring: null,
  signal: "鸣锣",
  route: null,
  shelter: null,
  orderGiver: null,
};
const work: Work = {
  id: "w",
  version: 1,
  measure: "drainage",
  name: "截排水沟",
  designer: null,
  builder: null,
  supervisor: null,
  startedOn: "2025-04-01",
  endedOn: null,
  acceptance: "pending",
  acceptedOn: null,
  acceptedBy: null,
  cost: 2_450_000,
  note: null,
};

describe("records of a point", () => {
  it("go into a form and come out as they were", () => {
    expect({ id: "p", version: 2, ...planOf(textsOf(PLAN_FIELDS, plan)) }).toEqual(plan);
    expect({ id: "w", version: 1, ...workOf(textsOf(WORK_FIELDS, work)) }).toEqual(work);
    expect(textsOf(WORK_FIELDS, work)["cost"]).toBe("245");
  });

  it("begin empty but for the usual", () => {
    expect(textsOf(WORK_FIELDS, null, { acceptance: "pending" })["acceptance"]).toBe("pending");
    expect(workOf(textsOf(WORK_FIELDS, null)).cost).toBeNull();
  });

  it("hold from their approval to their last day", () => {
    expect(planState(plan, "2026-02-28")).toBe("unapproved");
    expect(planState(plan, "2026-03-01")).toBe("holds");
    expect(planState(plan, "2026-12-31")).toBe("holds");
    expect(planState(plan, "2027-01-01")).toBe("ended");
    expect(planState({ ...plan, approvedOn: null }, "2026-06-01")).toBe("unapproved");
  });
});
