import { createRouter, createWebHistory } from "vue-router";
import type { Act } from "@/lib/may";
import { session, start, whoIsThere } from "@/state/centre";

/** What a role must be let to do for the page to be of use; the page is not shown to others. */
const needs = (act: Act) => ({ act });

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/login", name: "login", component: () => import("@/pages/LoginPage.vue"), meta: { open: true } },
    { path: "/", name: "console", component: () => import("@/pages/ConsolePage.vue"), alias: ["/wall", "/m"] },
    { path: "/warnings", name: "warnings", component: () => import("@/pages/WarningsPage.vue") },
    { path: "/warnings/:id", name: "warning", component: () => import("@/pages/WarningPage.vue"), props: true },
    {
      path: "/warnings/:id/roll-call",
      name: "rollCall",
      component: () => import("@/pages/RollCallPage.vue"),
      props: true,
      meta: needs("readRollCall"),
    },
    {
      path: "/m/sign",
      name: "signList",
      component: () => import("@/pages/SignListPage.vue"),
      meta: needs("readApprovals"),
    },
    // one page of a phone, with one thing to do: nothing else of the product stands on it
    {
      path: "/m/sign/:id",
      name: "sign",
      component: () => import("@/pages/SignPage.vue"),
      props: true,
      meta: { ...needs("readApprovals"), bare: true },
    },
    {
      path: "/replies",
      name: "replies",
      component: () => import("@/pages/RepliesPage.vue"),
      meta: needs("readUnknown"),
    },
    {
      path: "/messages",
      name: "personLog",
      component: () => import("@/pages/PersonLogPage.vue"),
      meta: needs("seePeople"),
    },
    {
      path: "/delegations",
      name: "delegations",
      component: () => import("@/pages/DelegationsPage.vue"),
      meta: needs("readDelegations"),
    },
    { path: "/points/:id", name: "point", component: () => import("@/pages/PointPage.vue"), props: true },
    {
      path: "/new-point",
      name: "newPoint",
      component: () => import("@/pages/PointEditPage.vue"),
      meta: needs("makePoint"),
    },
    {
      path: "/points/:id/edit",
      name: "editPoint",
      component: () => import("@/pages/PointEditPage.vue"),
      props: true,
      meta: needs("changePoint"),
    },
    {
      path: "/points/:id/dossier",
      name: "dossier",
      component: () => import("@/pages/DossierPage.vue"),
      props: true,
      meta: needs("readFile"),
    },
    {
      path: "/points/:id/plans",
      name: "plans",
      component: () => import("@/pages/PlansPage.vue"),
      props: true,
      meta: needs("readPlans"),
    },
    {
      path: "/points/:id/works",
      name: "works",
      component: () => import("@/pages/WorksPage.vue"),
      props: true,
      meta: needs("readWorks"),
    },
    {
      path: "/points/:id/devices",
      name: "pointDevices",
      component: () => import("@/pages/PointDevicesPage.vue"),
      props: true,
    },
    {
      path: "/points/:id/history",
      name: "history",
      component: () => import("@/pages/HistoryPage.vue"),
      props: true,
      meta: needs("readHistory"),
    },
    { path: "/alerts/:id/why", name: "why", component: () => import("@/pages/WhyPage.vue"), props: true },
    { path: "/alerts", name: "past", component: () => import("@/pages/PastAlertsPage.vue") },
    { path: "/devices", name: "devices", component: () => import("@/pages/DevicesPage.vue") },
    { path: "/devices/:id", name: "device", component: () => import("@/pages/DevicePage.vue"), props: true },
    {
      path: "/points/:id/households",
      name: "households",
      component: () => import("@/pages/HouseholdsPage.vue"),
      props: true,
      meta: needs("readHouseholds"),
    },
    {
      path: "/points/:id/cards",
      name: "cards",
      component: () => import("@/pages/CardsPage.vue"),
      props: true,
      meta: needs("printCards"),
    },
    { path: "/import", name: "import", component: () => import("@/pages/ImportPage.vue"), meta: needs("import") },
    {
      path: "/standing-orders",
      name: "orders",
      component: () => import("@/pages/OrdersPage.vue"),
      meta: needs("readOrders"),
    },
    {
      path: "/weaknesses",
      name: "weaknesses",
      component: () => import("@/pages/WeaknessPage.vue"),
      meta: needs("readWeaknesses"),
    },
    { path: "/risk", name: "risk", component: () => import("@/pages/RiskPage.vue") },
    { path: "/rules", name: "rules", component: () => import("@/pages/RulesPage.vue") },
    {
      path: "/backtest",
      name: "backtest",
      component: () => import("@/pages/BackTestPage.vue"),
      meta: needs("backTest"),
    },
    { path: "/users", name: "users", component: () => import("@/pages/UsersPage.vue"), meta: needs("readUsers") },
    { path: "/divisions", name: "divisions", component: () => import("@/pages/DivisionsPage.vue") },
    { path: "/tokens", name: "tokens", component: () => import("@/pages/TokensPage.vue") },
    { path: "/me", name: "me", component: () => import("@/pages/MePage.vue") },
    { path: "/duty", name: "duty", component: () => import("@/pages/DutyPage.vue") },
    {
      path: "/masks",
      name: "masks",
      component: () => import("@/pages/MasksPage.vue"),
      meta: needs("readWaitingMasks"),
    },
    { path: "/audit", name: "audit", component: () => import("@/pages/AuditPage.vue"), meta: needs("readTrail") },
    { path: "/phones", name: "phones", component: () => import("@/pages/PhonesPage.vue") },
    { path: "/:rest(.*)*", name: "lost", component: () => import("@/pages/LostPage.vue"), meta: { open: true } },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta["open"]) return true;
  if (!session.value) {
    const found = await whoIsThere();
    if (found === null) return { name: "login", query: to.fullPath === "/" ? {} : { to: to.fullPath } };
    start(found);
  }
  // a password that was made for somebody lets that one do nothing but choose another
  return session.value?.once && to.name !== "me" ? { name: "me" } : true;
});
