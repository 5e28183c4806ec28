import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { signedIn } from "@/fixtures/scenery";
import { api, session } from "./centre";
import { nameOf } from "./names";
import { useNames } from "./naming";

const names = vi.spyOn(api, "userNames");

afterEach(() => {
  session.value = null;
  names.mockReset();
});

async function learnt(role: Parameters<typeof signedIn>[0]) {
  session.value = signedIn(role);
  const scope = effectScope();
  scope.run(useNames);
  await flushPromises();
  return scope;
}

describe("the names of people", () => {
  it("are those of everybody who may have had a hand in it, on duty or not, and forgotten with the session", async () => {
    names.mockResolvedValue([{ username: "zhaoyun", displayName: "赵云", role: "duty" }]);
    const scope = await learnt("expert");
    expect([nameOf("zhaoyun"), nameOf("me"), nameOf("gone")]).toEqual(["赵云", "我", "gone"]);
    session.value = null;
    await flushPromises();
    expect(nameOf("zhaoyun")).toBe("zhaoyun");
    scope.stop();
  });

  it("are roles where the centre tells no names", async () => {
    names.mockResolvedValue([{ username: "zhaoyun", displayName: null, role: "duty" }]);
    const scope = await learnt("wall");
    expect(nameOf("zhaoyun")).toBe("值班员");
    scope.stop();
  });
});
