import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { signedIn } from "@/fixtures/scenery";
import { api, session } from "./centre";
import { nameOf } from "./names";
import { useNames } from "./naming";

const users = vi.spyOn(api, "users");
const duty = vi.spyOn(api, "dutyNow");
const zhao = { username: "zhaoyun", displayName: "赵云" };

afterEach(() => {
  session.value = null;
  users.mockReset();
  duty.mockReset();
});

describe("the names of people", () => {
  it("come from the users for who may read them, and are forgotten with the session", async () => {
    users.mockResolvedValue([{ ...zhao, role: "duty", division: "220282", enabled: true }]);
    session.value = signedIn("administrator");
    const scope = effectScope();
    scope.run(useNames);
    await flushPromises();
    expect([nameOf("zhaoyun"), nameOf("me"), nameOf("gone")]).toEqual(["赵云", "我", "gone"]);
    session.value = null;
    await flushPromises();
    expect(nameOf("zhaoyun")).toBe("zhaoyun");
    scope.stop();
  });

  it("come for others from who is on duty, and no user is asked for", async () => {
    duty.mockResolvedValue({
      division: "220282",
      at: "",
      on: [{ ...zhao, phone: null, deputy: false, until: "" }],
      gaps: [],
    });
    session.value = signedIn("expert");
    const scope = effectScope();
    scope.run(useNames);
    await flushPromises();
    expect(nameOf("zhaoyun")).toBe("赵云");
    expect(users).not.toHaveBeenCalled();
    scope.stop();
  });
});
