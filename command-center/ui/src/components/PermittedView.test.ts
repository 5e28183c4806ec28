import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { ROLES, type Role } from "@/api/people";
import { signedIn } from "@/fixtures/scenery";
import { router as real } from "@/router";
import { session } from "@/state/centre";
import PermittedView from "./PermittedView.vue";

async function at(path: string, role: Role): Promise<string> {
  session.value = signedIn(role);
  const routes = real.getRoutes().map(({ path: one, meta }) => ({
    path: one,
    meta,
    component: { template: "<form>the page</form>" },
  }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const shown = mount(PermittedView, { global: { plugins: [router] } });
  await flushPromises();
  return shown.text();
}

afterEach(() => (session.value = null));

describe("a page whose address is typed by hand", () => {
  it.each(["/users", "/import", "/audit", "/new-point", "/points/p1/edit"])(
    "%s has no form for a role that is refused",
    async (path) => {
      for (const role of ROLES) {
        const text = await at(path, role);
        if (role === "administrator") expect(text).toBe("the page");
        else expect(text).toContain("无此权限");
      }
    },
  );

  it("is there for everybody where anybody may look", async () => {
    for (const role of ROLES) expect(await at("/devices", role)).toBe("the page");
  });
});
