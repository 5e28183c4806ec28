import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { OfficerCall } from "@/api/calls";
import { BEGINNING, after } from "@/fixtures/scenery";
import WarningLog from "./WarningLog.vue";

const call = (username: string, changes: Partial<OfficerCall> = {}): OfficerCall => ({
  username,
  name: `${username}某`,
  phone: "138****0001",
  at: after(180),
  tried: [],
  result: "answered",
  endedAt: after(240),
  reason: null,
  ...changes,
});
const entry = (at: number, detail: Record<string, unknown>) => ({
  at: after(at),
  by: "system",
  byName: "system",
  act: "call",
  detail,
});

describe("the course of a warning", () => {
  it("says who was rung on which number and how it ended, each beside its own call", () => {
    const shown = mount(WarningLog, {
      props: {
        log: [
          entry(180, { division: "220282", usernames: ["wang"], stage: 1, passed: [] }),
          entry(360, { division: "220282", usernames: ["wang"], stage: 2, passed: [] }),
        ],
        calls: [call("wang", { result: "no-answer" }), call("wang")],
        now: BEGINNING,
      },
    });
    const [first, second] = shown.findAll("li").map((line) => line.text());
    expect(first).toMatch(/wang某 138\*\*\*\*0001 .*未应答/);
    expect(first).not.toContain("已应答");
    expect(second).toMatch(/wang某 138\*\*\*\*0001 .*已应答/);
  });

  it("says in plain words where nobody could be rung, and why", () => {
    const shown = mount(WarningLog, {
      props: {
        log: [
          entry(180, {
            division: "220282",
            usernames: [],
            stage: 0,
            passed: [
              { division: "220282", usernames: ["wang"], lack: "no-number" },
              { division: "2202", usernames: [], lack: "no-roster" },
              { division: "22", usernames: [], lack: "nobody-on-duty" },
            ],
          }),
        ],
        now: BEGINNING,
      },
    });
    expect(shown.text()).toContain("无人可叫 · ");
    expect(shown.text()).toContain("无人可叫：wang 未登记电话");
    expect(shown.text()).toContain("无人可叫：无排班");
    expect(shown.text()).toContain("无人可叫：无在班人员");
  });
});
