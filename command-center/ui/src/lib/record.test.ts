import { describe, expect, it } from "vitest";
import type { Account } from "@/api/accounts";
import type { Plan, Work } from "@/api/registry";
import {
  loginsOf,
  personFields,
  personOf,
  PLAN_FIELDS,
  planOf,
  planState,
  textsOf,
  WORK_FIELDS,
  workOf,
} from "./record";

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

describe("a person of a point", () => {
  const user = (username: string, change: Partial<Account> = {}): Account => ({
    username,
    displayName: `${username}甲`,
    phone: null,
    role: "signer",
    division: "220282",
    enabled: true,
    validUntil: null,
    once: false,
    ...change,
  });
  const users = [
    user("zhao"),
    user("crew", { role: "crew" }),
    user("watch", { role: "duty" }),
    user("away", { division: "220284" }),
    user("locked", { enabled: false }),
    user("over", { validUntil: "2026-07-20" }),
    user("last", { validUntil: "2026-07-21" }),
  ];

  it("signs under the login of somebody of the county who gets in and may sign", () => {
    expect(loginsOf(users, "220282", "2026-07-21", null)).toEqual({
      zhao: "zhao甲（zhao）",
      crew: "crew甲（crew）",
      last: "last甲（last）",
    });
  });

  it("keeps the login that stands there, whatever became of it", () => {
    expect(Object.keys(loginsOf(users, "220282", "2026-07-21", "locked"))).toContain("locked");
    expect(loginsOf(users, "220282", "2026-07-21", "gone")["gone"]).toBe("gone");
  });

  it("is asked for a login as an order-giver alone", () => {
    const login = personFields(false, { zhao: "赵" }).find(({ name }) => name === "login");
    expect(login?.when?.({ role: "order-giver" })).toBe(true);
    expect(login?.when?.({ role: "monitor" })).toBe(false);
    expect(personFields(true, {}).find(({ name }) => name === "login")?.note).toBe("signing.nobody");
  });

  it("has a login put in, taken away, or left out", () => {
    const giver = { name: "韩", role: "order-giver", phone: "", login: "zhao" };
    expect(personOf(giver, false)).toEqual({ name: "韩", role: "order-giver", login: "zhao" });
    expect(personOf({ ...giver, login: "" }, false)).toEqual({ name: "韩", role: "order-giver", login: "" });
    expect(personOf({ ...giver, login: "", phone: "138" }, true)).toEqual({
      name: "韩",
      role: "order-giver",
      phone: "138",
    });
    expect(personOf({ ...giver, role: "monitor" }, false)).toEqual({ name: "韩", role: "monitor" });
  });
});
