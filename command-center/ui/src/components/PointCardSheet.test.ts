import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { Cards, PointCard } from "@/api/residents";
import { BEGINNING } from "@/fixtures/scenery";
import PointCardSheet from "./PointCardSheet.vue";

const EMPTY: PointCard = {
  version: 0,
  fieldNumber: null,
  location: null,
  scale: null,
  triggers: null,
  threatened: null,
  property: null,
  signs: null,
  methods: null,
  criterion: null,
  shelter: null,
  route: null,
  signal: null,
  dutyPhone: null,
  rescue: null,
  security: null,
  medical: null,
  issuer: null,
  issuedOn: null,
  holder: null,
  heldOn: null,
};

const cards = (persons: Cards["persons"]): Cards => ({
  point: { id: "p", name: "东沟", unifiedNumber: null, kind: "landslide", realm: "live" },
  card: { ...EMPTY, signal: "铜锣" },
  printed: { ...EMPTY, signal: "铜锣", shelter: "村小学", scale: "中型，12 万立方米" },
  taken: { shelter: "plan", scale: "file", orderGiver: "plan" },
  orderGiver: "郑书记",
  persons,
  households: [],
  printedBy: "甲",
  printedAt: new Date(BEGINNING).toISOString(),
});

describe("the card of a point on paper", () => {
  it("says what was taken over, and from where", () => {
    const text = mount(PointCardSheet, { props: { cards: cards([]) } }).text();
    expect(text).toContain("村小学据预案");
    expect(text).toContain("中型，12 万立方米据档案");
    expect(text).toContain("郑书记据预案");
    expect(text).toContain("铜锣");
    expect(text).not.toContain("铜锣据");
  });

  it("names the order-giver of the list before that of the plan", () => {
    const text = mount(PointCardSheet, {
      props: { cards: cards([{ role: "order-giver", name: "李书记", phone: "13700000001" }]) },
    }).text();
    expect(text).toContain("李书记 13700000001");
    expect(text).not.toContain("郑书记");
  });
});
