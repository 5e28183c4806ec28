import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { BackTest } from "@/api/types";
import { after, point, signedIn } from "@/fixtures/scenery";
import { EMPTY } from "@/lib/reduce";
import { api, picture, session, snapshots } from "@/state/centre";
import BackTestPage from "./BackTestPage.vue";

vi.spyOn(api, "devices").mockResolvedValue([]);
vi.spyOn(api, "rules").mockResolvedValue([]);
const run = vi.spyOn(api, "backTest");

const test = (changes: Partial<BackTest> = {}): BackTest => ({
  deviceId: "gnss1",
  masks: [],
  rule: { id: "crack", version: 1 },
  quantity: "crack",
  unit: "mm",
  from: after(0),
  to: after(86_400),
  samples: 100,
  failed: 0,
  alerts: [],
  daysAt: {},
  minutesAt: {},
  forecasts: [],
  ...changes,
});

async function page() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:rest(.*)*", name: "any", component: { template: "<i />" } }],
  });
  await router.push("/backtest?point=laolinggou");
  picture.value = { ...EMPTY, points: new Map([["laolinggou", point()]]) };
  snapshots.value = 1;
  const shown = mount(BackTestPage, { global: { plugins: [router] } });
  await flushPromises();
  return shown;
}

beforeEach(() => {
  run.mockReset();
  session.value = signedIn("expert");
});

describe("the back-test page", () => {
  it.each([
    ["2026-07-21T10:00", "2026-07-20T10:00", "早于"],
    ["", "2026-07-20T10:00", "都要填"],
    ["2010-01-01T00:00", "2026-07-20T10:00", "最长 3700 天"],
  ])("says what is wrong with the span %s to %s, and does not run", async (from, to, words) => {
    const shown = await page();
    await shown.find("input[name=from]").setValue(from);
    await shown.find("input[name=to]").setValue(to);
    expect(shown.find("p[role=alert]").text()).toContain(words);
    expect(shown.find("button[type=submit]").attributes("disabled")).toBeDefined();
  });

  it("cannot be run by a crew", async () => {
    session.value = signedIn("crew");
    expect((await page()).find("button[type=submit]").exists()).toBe(false);
  });

  it("shows the point as a whole beside its channels, and the masks in force", async () => {
    const mask = { from: after(10), to: after(20), reason: "检修", by: "expert", confirmedBy: null, at: null };
    run.mockResolvedValue({
      channels: [test({ masks: [mask] })],
      point: [
        { rule: "fused", level: "red", since: after(60), from: after(0), to: after(900), corroborated: true },
        { rule: "debris-flow", level: "orange", since: after(0), from: after(0), to: null, corroborated: false },
      ],
    });
    const shown = await page();
    await shown.find("form").trigger("submit");
    await flushPromises();
    const rows = shown.findAll(".whole tbody tr").map((row) => row.text());
    expect(rows[0]).toContain("综合研判");
    expect(rows[0]).toContain("已印证");
    expect(rows[1]).toContain("泥石流研判");
    expect(rows[1]).toContain("至末尾仍在");
    expect(shown.find(".result").text()).toContain("检修（expert）");
  });
});
