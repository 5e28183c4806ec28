import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { after, alert } from "@/fixtures/scenery";
import { api } from "@/state/centre";
import PastAlertsPage from "./PastAlertsPage.vue";

const over = (id: string, changes = {}) =>
  alert({ id, open: false, state: "cleared", level: null, highest: "orange", detectedAt: after(600), ...changes });

const asked = vi.spyOn(api, "pastAlerts");
vi.spyOn(api, "divisions").mockResolvedValue([{ code: "220282", name: "桦甸市", parent: "2202" }]);

async function page(path = "/alerts") {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/", name: "console", component: { template: "<i />" } },
      { path: "/alerts", name: "past", component: PastAlertsPage },
      { path: "/points/:id", name: "point", component: { template: "<i />" } },
      { path: "/alerts/:id/why", name: "why", component: { template: "<i />" } },
    ],
  });
  await router.push(path);
  const shown = mount(PastAlertsPage, { global: { plugins: [router] } });
  await flushPromises();
  return shown;
}

beforeEach(() => void asked.mockReset().mockResolvedValue({ alerts: [over("a")], next: null }));

describe("the page of past alerts", () => {
  it("says of each its level, how long it lasted, who acknowledged it, and leads to why", async () => {
    asked.mockResolvedValue({
      alerts: [over("a"), over("b", { acknowledgedAt: after(900), acknowledgedBy: "sun" })],
      next: null,
    });
    const rows = (await page()).findAll("tbody tr");
    expect(rows[0]!.text()).toContain("橙");
    expect(rows[0]!.text()).toContain("10 分钟");
    expect(rows[0]!.text()).toContain("已解除，未确认");
    expect(rows[1]!.text()).toContain("sun");
    expect(rows[1]!.find("a[href='/alerts/b/why']").exists()).toBe(true);
  });

  it("asks for what was chosen, with whole days in Beijing's time", async () => {
    const shown = await page();
    await shown.find("select[name=division]").setValue("220282");
    await shown.find("select[name=level]").setValue("red");
    await shown.find("select[name=acknowledged]").setValue("false");
    await shown.find("input[name=from]").setValue("2026-07-20");
    await shown.find("input[name=to]").setValue("2026-07-21");
    await shown.find("input[name=by]").setValue(" 孙守夜 ");
    await shown.find("form").trigger("submit");
    expect(asked).toHaveBeenLastCalledWith(
      {
        division: "220282",
        level: "red",
        acknowledged: false,
        from: "2026-07-19T16:00:00.000Z",
        to: "2026-07-21T16:00:00.000Z",
        by: "孙守夜",
      },
      null,
    );
  });

  it("begins with the point that it was opened from", async () => {
    await page("/alerts?point=laolinggou");
    expect(asked).toHaveBeenLastCalledWith({ pointId: "laolinggou" }, null);
  });

  it("adds the next page to what is shown, until there is none", async () => {
    asked.mockResolvedValueOnce({ alerts: [over("a")], next: "t~a" });
    const shown = await page();
    asked.mockResolvedValueOnce({ alerts: [over("b")], next: null });
    await shown.find(".earlier").trigger("click");
    await flushPromises();
    expect(asked).toHaveBeenLastCalledWith({}, "t~a");
    expect(shown.findAll("tbody tr")).toHaveLength(2);
    expect(shown.find(".earlier").exists()).toBe(false);
  });

  it("names a span that ends before it begins, and does not ask", async () => {
    const shown = await page();
    await shown.find("input[name=from]").setValue("2026-07-22");
    await shown.find("input[name=to]").setValue("2026-07-21");
    await shown.find("form").trigger("submit");
    expect(shown.find("small[role=alert]").text()).toContain("早于");
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
