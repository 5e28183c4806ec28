import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { AuditEntry } from "@/api/people";
import { learnNames } from "@/state/names";
import AuditChange from "./AuditChange.vue";

const entry = (changes: Partial<AuditEntry>): AuditEntry => ({
  seq: 1,
  at: "2026-07-21T02:00:00Z",
  who: "admin",
  action: "device.save",
  object: "s1",
  division: "220282",
  address: null,
  via: null,
  detail: {},
  before: null,
  after: null,
  ...changes,
});
const shown = (changes: Partial<AuditEntry>) => mount(AuditChange, { props: { entry: entry(changes) } });

describe("an entry of the trail", () => {
  it("shows field, old and new, and no JSON", () => {
    const text = shown({ before: { state: "service", interval: 10 }, after: { state: "maintenance", interval: 10 } });
    expect(text.findAll("tbody tr").map((row) => row.text())).toEqual(["状态在用维护中"]);
    expect(text.text()).not.toMatch(/[{}"]/);
  });

  it("shows times in China, words for keys and names for logins", () => {
    learnNames([{ username: "zhaoyun", displayName: "赵云" }]);
    const text = shown({
      detail: { role: "DUTY", officer: "zhaoyun", at: "2026-07-20T18:41:05Z", enabled: true },
    }).text();
    for (const word of ["值班员", "赵云", "2026-07-21 02:41:05", "启用是"]) expect(text).toContain(word);
  });

  it("names a field of a list by its place, and what is sealed as such", () => {
    const text = shown({
      detail: { person: { person: "user:li", sealed: "AA" } },
      after: { channels: [{ unit: "mm" }] },
    });
    expect(text.text()).toContain("测项 1 单位");
    expect(text.text()).toContain("个人信息已加密");
  });
});
