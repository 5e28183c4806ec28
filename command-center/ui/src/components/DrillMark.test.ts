import { type VueWrapper, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { Realm } from "@/api/types";
import { BEGINNING, after, alert, message, point } from "@/fixtures/scenery";
import { notice, warning } from "@/fixtures/warnings";
import { picture } from "@/state/centre";
import AlertInbox from "./AlertInbox.vue";
import AlertRow from "./AlertRow.vue";
import EventLog from "./EventLog.vue";
import MessageThread from "./MessageThread.vue";
import NoticeCard from "./NoticeCard.vue";
import PastAlertTable from "./PastAlertTable.vue";
import PointHead from "./PointHead.vue";
import PointSearch from "./PointSearch.vue";
import WarningDesk from "./WarningDesk.vue";
import WarningInbox from "./WarningInbox.vue";
import WarningRow from "./WarningRow.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: ["warning", "point", "past", "why", "warnings", "dossier", "plans", "works", "households"]
    .concat("cards", "pointDevices", "history")
    .map((name) => ({ path: `/${name}/:id?`, name, component: { template: "<i />" } })),
});
const global = { plugins: [router] };
const both = ["live", "exercise"] as const;
const marks = (shown: VueWrapper): readonly (string | undefined)[] =>
  shown.findAll(".drill").map((mark) => mark.text());

afterEach(() => {
  picture.value = { ...picture.value, points: new Map() };
});

describe("an exercise beside something real", () => {
  const red = (realm: Realm) => alert({ id: realm, realm, level: "red", highest: "red", pointId: realm });
  const one = {
    "a warning of the inbox": (realm: Realm) =>
      mount(WarningRow, { global, props: { warning: warning({ realm }), alerts: [], messages: [], now: BEGINNING } }),
    "an alert of the console": (realm: Realm) =>
      mount(AlertRow, { global, props: { alert: red(realm), point: undefined, since: after(0), now: BEGINNING } }),
    "a notice": (realm: Realm) => mount(NoticeCard, { global, props: { notice: notice({ realm }), now: BEGINNING } }),
    "the head of a point": (realm: Realm) => {
      picture.value = { ...picture.value, points: new Map([["p1", point({ id: "p1", realm })]]) };
      return mount(PointHead, { global, props: { id: "p1", title: "老岭沟", failure: null } });
    },
  };
  it.each(Object.entries(one))("is marked, and what is real is not: %s", (_, shown) => {
    expect(marks(shown("live"))).toEqual([]);
    expect(marks(shown("exercise"))).toEqual(["演练"]);
  });

  const warnings = both.map((realm) => warning({ id: realm, realm }));
  const alerts = both.map(red);
  const mixed = {
    "the warnings at the side": () =>
      mount(WarningInbox, {
        global,
        props: { groups: { waiting: warnings, running: [], shelved: [] }, selected: "", known: true, now: BEGINNING },
      }),
    "what waits on the console": () =>
      mount(WarningDesk, {
        global,
        props: { waiting: warnings, known: true, failure: null, running: 0, dark: true, now: BEGINNING },
      }),
    "the alerts at the side": () => mount(AlertInbox, { global, props: { alerts, selected: "", now: BEGINNING } }),
    "alerts that are over": () => mount(PastAlertTable, { global, props: { alerts, now: BEGINNING } }),
    "messages to one person": () =>
      mount(MessageThread, {
        props: { messages: both.map((realm) => message({ id: realm, realm })), callable: [], now: BEGINNING },
      }),
    "the running log": () => {
      picture.value = { ...picture.value, points: new Map(both.map((id) => [id, point({ id, realm: id })])) };
      const entry = { what: "acknowledged", at: after(0), by: "me" } as const;
      return mount(EventLog, {
        props: { entries: both.map((id) => ({ ...entry, key: id, place: id, pointId: id })), now: BEGINNING },
      });
    },
  };
  it.each(Object.entries(mixed))("is the only one that is marked: %s", (_, mounted) => {
    const shown = mounted();
    expect(marks(shown)).toEqual(["演练"]);
  });

  it("is told apart where one looks for a slope", async () => {
    picture.value = { ...picture.value, points: new Map(both.map((id) => [id, point({ id, name: id, realm: id })])) };
    const shown = mount(PointSearch, { global });
    await shown.get("input").setValue("2202");
    expect(shown.findAll("li").map((row) => row.find(".drill").exists())).toEqual([false, true]);
  });
});
