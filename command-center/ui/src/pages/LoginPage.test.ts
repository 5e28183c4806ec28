import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { ApiError } from "@/api/client";
import { signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import LoginPage from "./LoginPage.vue";

vi.mock("@/state/sound", () => ({ prepareSound: () => undefined }));
const { start } = vi.hoisted(() => ({ start: vi.fn() }));
vi.mock("@/state/centre", async (original) => ({ ...(await original<object>()), start }));

const page = { template: "<i />" };
async function login(protocol: string) {
  vi.stubGlobal("location", { protocol });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", component: page },
      { path: "/login", component: LoginPage },
    ],
  });
  await router.push("/login");
  const shown = mount(LoginPage, { global: { plugins: [router] } });
  vi.unstubAllGlobals();
  return { shown, router };
}

afterEach(() => {
  vi.restoreAllMocks();
  session.value = null;
});

describe("a login by certificate", () => {
  it("is offered over a safe connection alone, and asks for no name", async () => {
    expect((await login("http:")).shown.find("[data-do=certificate]").exists()).toBe(false);
    const enter = vi.spyOn(api, "loginByCertificate").mockResolvedValue(signedIn("signer"));
    const { shown, router } = await login("https:");
    await shown.find("[data-do=certificate]").trigger("click");
    await flushPromises();
    expect(enter).toHaveBeenCalledOnce();
    expect(start).toHaveBeenCalledWith(signedIn("signer"));
    expect(router.currentRoute.value.path).toBe("/");
  });

  it("says in place that there was none, and nothing of a password", async () => {
    vi.spyOn(api, "loginByCertificate").mockRejectedValue(new ApiError(401, { detail: "without a certificate" }));
    const { shown } = await login("https:");
    await shown.find("[data-do=certificate]").trigger("click");
    await flushPromises();
    expect(shown.find("[role=alert]").text()).toBe("浏览器没有出示证书，或证书未绑定用户");
  });
});
