import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import type { AlertView, Overview, Session } from "@/api/types";
import { after, alert, point } from "@/fixtures/scenery";

/** The centre as the page sees it: what it answers, and its end of the link. */
const centre = {
  overview: vi.fn<() => Promise<Overview>>(),
  session: vi.fn<() => Promise<Session | null>>(),
  acknowledge: vi.fn<(id: string, seq: number) => Promise<AlertView>>(),
  alert: vi.fn<(id: string) => Promise<AlertView>>(),
  up: vi.fn<() => void>(),
  down: vi.fn<() => void>(),
  tell: vi.fn<(delta: unknown) => void>(),
  named: vi.fn<(named: boolean) => void>(),
  refuse: vi.fn<() => void>(),
};

vi.mock("@/api/client", async (original) => ({
  ...(await original<object>()),
  ApiClient: class {
    constructor(onUnauthorized: () => void) {
      centre.refuse.mockImplementation(onUnauthorized);
    }
    overview = () => centre.overview();
    session = () => centre.session();
    acknowledge = (id: string, seq: number) => centre.acknowledge(id, seq);
    alert = (id: string) => centre.alert(id);
    replies = () => Promise.resolve([]);
  },
}));
vi.mock("@/api/live", () => ({
  LiveLink: class {
    constructor(onUp: () => void, onDown: () => void) {
      centre.up.mockImplementation(onUp);
      centre.down.mockImplementation(onDown);
    }
    onDivision(_code: string, named: boolean, hear: (delta: unknown) => void) {
      centre.named(named);
      centre.tell.mockImplementation(hear);
      return vi.fn();
    }
    start = vi.fn();
    stop = vi.fn();
  },
}));

const WHO: Session = {
  username: "duty",
  displayName: "值班员",
  role: "duty",
  division: { code: "22", name: "吉林省" },
  csrfToken: "token",
  demo: false,
};
const pulse = (now: string) => ({
  now,
  newestAt: null,
  devicesOnline: 0,
  devicesTotal: 0,
  blindPeople: 0,
  counts: { red: 0, orange: 0, yellow: 0, blue: 0 },
  parts: [],
});
const overview = (...alerts: AlertView[]): Overview => ({
  now: new Date().toISOString(),
  demo: false,
  points: [point()],
  alerts,
  messages: [],
  pulse: pulse(new Date().toISOString()),
});
const red = alert({ id: "red", level: "red", highest: "red" });

async function fresh() {
  vi.resetModules();
  const state = await import("./centre");
  const { ApiError } = await import("@/api/client");
  return { state, ApiError };
}

/** Time goes by, and the centre's pulse with it. */
async function pass(ms: number) {
  for (let gone = 0; gone < ms; gone += 500) {
    centre.tell({ type: "pulse", pulse: pulse(new Date().toISOString()) });
    await vi.advanceTimersByTimeAsync(500);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  vi.resetAllMocks();
  centre.session.mockResolvedValue(WHO);
});
afterEach(() => void vi.useRealTimers());

describe("the live link", () => {
  it("is that without people for a wall and a reviewer", async () => {
    centre.overview.mockResolvedValue(overview());
    for (const role of ["duty", "wall", "reviewer"] as const) {
      const { state } = await fresh();
      state.start({ ...WHO, role });
    }
    expect(centre.named.mock.calls).toEqual([[true], [false], [false]]);
  });
});

describe("a snapshot that fails", () => {
  it("is read again until it is there, and a red that was raised in the gap then cries", async () => {
    const { state } = await fresh();
    centre.overview.mockResolvedValue(overview());
    state.start(WHO);
    centre.up();
    await pass(1_000);
    expect(state.whole.value).toBe(true);

    centre.down();
    centre.overview.mockRejectedValue(new Error("503"));
    await vi.advanceTimersByTimeAsync(2_000);
    centre.up();
    await pass(5_000);
    expect(state.linkLost.value).toBe(false);
    expect(state.whole.value).toBe(false);
    expect(state.behindFor.value).toBeGreaterThan(5_000);
    expect(state.crying.value).toEqual([]);

    centre.overview.mockResolvedValue(overview(red));
    await pass(5_000);
    expect(state.whole.value).toBe(true);
    expect(state.behindFor.value).toBe(0);
    expect(state.loadFailure.value).toBeNull();
    expect(state.crying.value).toHaveLength(1);
  });

  it("is asked for less and less often, but never less than four times a minute, and no more after the end", async () => {
    const { state } = await fresh();
    centre.overview.mockRejectedValue(new Error("503"));
    state.start(WHO);
    centre.up();
    await pass(60_000);
    const inTheFirstMinute = centre.overview.mock.calls.length;
    await pass(60_000);
    const inTheSecond = centre.overview.mock.calls.length - inTheFirstMinute;
    expect(inTheFirstMinute).toBeGreaterThan(inTheSecond);
    expect(inTheSecond).toBe(4);
    state.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(centre.overview).toHaveBeenCalledTimes(inTheFirstMinute + inTheSecond);
  });

  it("is told on every page while the link is up, and never called quiet", async () => {
    const { state } = await fresh();
    const { default: LinkBanner } = await import("@/components/LinkBanner.vue");
    const { default: AlertInbox } = await import("@/components/AlertInbox.vue");
    const banner = mount(LinkBanner);
    const inbox = mount(AlertInbox, { props: { alerts: [], selected: "", now: Date.now() } });
    centre.overview.mockResolvedValue(overview());
    state.start(WHO);
    centre.up();
    await pass(1_000);
    expect(banner.text()).toBe("");
    expect(inbox.text()).toContain("目前无告警");

    centre.down();
    centre.overview.mockRejectedValue(new Error("503"));
    centre.up();
    await pass(1_000);
    expect(banner.text()).toContain("画面停在");
    expect(inbox.text()).not.toContain("目前无告警");
    state.stop();
  });
});

describe("an acknowledgement", () => {
  const orange = alert({ id: "orange", seq: 3, level: "orange", highest: "orange" });
  const yellow = alert({ id: "yellow", seq: 7 });
  const seen = (held: AlertView) => ({ ...held, acknowledgedBy: "duty", acknowledgedAt: after(60) });

  async function shown() {
    const found = await fresh();
    centre.overview.mockResolvedValue(overview(orange, yellow));
    found.state.start(WHO);
    centre.up();
    await pass(1_000);
    return found;
  }

  it("is for what was shown, of every alert that waits at the point", async () => {
    const { state } = await shown();
    centre.acknowledge.mockImplementation((id) => Promise.resolve(seen(id === "orange" ? orange : yellow)));
    await state.acknowledge(orange);
    expect(centre.acknowledge.mock.calls).toEqual([
      ["orange", 3],
      ["yellow", 7],
    ]);
    expect(state.risen.value).toEqual([]);
  });

  it("shows what rose in the meantime, says so, and lets it cry until it is acknowledged after all", async () => {
    const { state, ApiError } = await shown();
    const { default: RisenNotice } = await import("@/components/RisenNotice.vue");
    const notice = mount(RisenNotice);
    const now = alert({ id: "yellow", seq: 8, level: "red", highest: "red" });
    centre.acknowledge.mockImplementation((id) =>
      id === "orange" ? Promise.resolve(seen(orange)) : Promise.reject(new ApiError(409, { detail: "rose" })),
    );
    centre.alert.mockResolvedValue(now);
    await state.acknowledge(orange);
    await nextTick();
    expect(state.calls.value[0]).toMatchObject({ id: "yellow", level: "red", acknowledgedAt: null });
    expect(state.crying.value.map(({ id }) => id)).toEqual(["yellow"]);
    expect(notice.text()).toContain("刚升为红色");

    centre.acknowledge.mockResolvedValue(seen(now));
    await state.acknowledge(now);
    await nextTick();
    expect(state.crying.value).toEqual([]);
    expect(notice.text()).toBe("");
  });

  it("fails aloud for any other reason", async () => {
    const { state, ApiError } = await shown();
    centre.acknowledge.mockRejectedValue(new ApiError(403, { detail: "not yours" }));
    await expect(state.acknowledge(orange)).rejects.toThrow("not yours");
  });
});

describe("a session that ends by itself", () => {
  async function watching() {
    const { state } = await fresh();
    const { default: SessionNotice } = await import("@/components/SessionNotice.vue");
    centre.overview.mockResolvedValue(overview(red));
    state.start(WHO);
    centre.up();
    await pass(1_000);
    return { state, notice: mount(SessionNotice) };
  }

  it("is told, and stays so when the page is loaded anew", async () => {
    const { state, notice } = await watching();
    centre.refuse();
    await nextTick();
    expect(state.session.value).toBeNull();
    expect(notice.text()).toContain("会话已结束");

    const { state: reloaded } = await fresh();
    centre.session.mockResolvedValue(null);
    await reloaded.whoIsThere();
    expect(reloaded.ended.value).toBe(true);
    reloaded.start(WHO);
    expect(reloaded.ended.value).toBe(false);
    reloaded.stop();
  });

  it("blinks in the title of the tab, which can sound no more", async () => {
    await watching();
    const { title } = await import("./title");
    expect(title.value).toContain("红 桦甸 老岭沟");
    centre.refuse();
    const seen = new Set<string>();
    for (let second = 0; second < 4; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
      seen.add(title.value);
    }
    expect([...seen].sort()).toEqual(["!! 会话已结束", "山哨"]);
  });

  it("is found out when the link does not come back", async () => {
    const { state } = await watching();
    centre.session.mockResolvedValue(null);
    centre.down();
    await vi.advanceTimersByTimeAsync(100);
    expect(state.ended.value).toBe(true);
  });

  it("is not one that somebody ended", async () => {
    const { state, notice } = await watching();
    state.stop();
    centre.refuse();
    await nextTick();
    expect(notice.text()).toBe("");
    centre.session.mockResolvedValue(null);
    await state.whoIsThere();
    expect(state.ended.value).toBe(false);
  });

  it("is told some days ahead where the centre tells its end", async () => {
    const { state, notice } = await watching();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    state.session.value = { ...WHO, endsAt: inDays(5) };
    await nextTick();
    expect(notice.text()).toBe("");
    state.session.value = { ...WHO, endsAt: inDays(2) };
    await nextTick();
    expect(notice.text()).toContain("会话剩 2 天");
    state.stop();
  });
});
