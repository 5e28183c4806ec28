import { mount, RouterLinkStub } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { OrderPaper } from "@/api/equipment";
import OrderCard from "./OrderCard.vue";
import { session } from "@/state/centre";

const NOW = Date.parse("2026-07-01T00:00:00Z");
const step = (by: string) => ({ by, name: by, at: "2026-06-01T00:00:00Z" });

const order: OrderPaper = {
  paper: true,
  id: "so-1",
  version: 3,
  pointId: "p1",
  pointName: "北坡",
  division: "220282",
  realm: "live",
  state: "approved",
  level: "red",
  kinds: ["threshold"],
  until: "2026-07-11T00:00:00Z",
  sirens: ["horn"],
  grounds: "夜间无人值守",
  limits: [],
  deviceNames: { horn: "村口警报器" },
  drafted: step("draft"),
  approved: step("expert"),
  signed: null,
  revoked: null,
  revokedFor: null,
  doubts: [],
};

type Role = NonNullable<typeof session.value>["role"];
function card(role: Role, changed: Partial<OrderPaper> = {}) {
  session.value = { username: "me", displayName: "我", role, division: { code: "220282", name: "桦甸市" }, csrfToken: "", demo: false }; // prettier-ignore
  return mount(OrderCard, {
    props: { order: { ...order, ...changed }, now: NOW },
    global: { stubs: { RouterLink: RouterLinkStub } },
  });
}
const buttons = (wrapper: ReturnType<typeof card>) => wrapper.findAll("button").map((one) => one.text());

describe("a standing order", () => {
  it("calls its sirens by their names, and by their ids once they are gone", () => {
    expect(card("signer", { sirens: ["horn", "old-horn"] }).text()).toContain("村口警报器、old-horn");
  });

  afterEach(() => (session.value = null));

  it("is signed by signing officers alone, once its limits are approved", () => {
    expect(buttons(card("signer"))).toContain("签发");
    expect(buttons(card("administrator"))).not.toContain("签发");
    expect(buttons(card("signer", { state: "draft", approved: null }))).not.toContain("签发");
  });

  it("has its limits approved by an expert while it is a draft", () => {
    expect(buttons(card("expert", { state: "draft", approved: null }))).toContain("核准以上限值");
    expect(buttons(card("duty", { state: "draft", approved: null }))).not.toContain("核准以上限值");
  });

  it("is neither changed nor signed nor revoked when it is over", () => {
    expect(buttons(card("signer", { state: "revoked" }))).toEqual([]);
    expect(buttons(card("signer", { state: "expired" }))).toEqual([]);
  });

  it("says how long it holds, and which siren is out", () => {
    const text = card("signer", {
      state: "in-force",
      doubts: [
        { code: "expiring", subject: "" },
        { code: "siren-out", subject: "horn" },
      ],
    }).text();
    expect(text).toContain("10 天后到期");
    expect(text).toContain("警报器 村口警报器 不在用");
  });

  it("marks what was given to a point of the exercise, which nobody revokes by name", () => {
    const given = card("signer", { paper: false, state: "in-force", drafted: null, approved: null, grounds: "" });
    expect(given.text()).toContain("演练预置，未经起草、核准、签发");
    expect(buttons(given)).toEqual([]);
  });

  it("lets nobody approve what he has drafted", () => {
    const draft = { state: "draft", approved: null } as const;
    expect(buttons(card("expert", draft))).toContain("核准以上限值");
    expect(buttons(card("expert", { ...draft, drafted: step("me") }))).not.toContain("核准以上限值");
  });
});
