import { createRouter, createWebHistory } from "vue-router";
import { session, start, whoIsThere } from "@/state/centre";

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/login", name: "login", component: () => import("@/pages/LoginPage.vue"), meta: { open: true } },
    { path: "/", name: "console", component: () => import("@/pages/ConsolePage.vue"), alias: ["/wall", "/m"] },
    { path: "/points/:id", name: "point", component: () => import("@/pages/PointPage.vue"), props: true },
    { path: "/new-point", name: "newPoint", component: () => import("@/pages/PointEditPage.vue") },
    { path: "/points/:id/edit", name: "editPoint", component: () => import("@/pages/PointEditPage.vue"), props: true },
    { path: "/points/:id/dossier", name: "dossier", component: () => import("@/pages/DossierPage.vue"), props: true },
    { path: "/points/:id/plans", name: "plans", component: () => import("@/pages/PlansPage.vue"), props: true },
    { path: "/points/:id/works", name: "works", component: () => import("@/pages/WorksPage.vue"), props: true },
    {
      path: "/points/:id/devices",
      name: "pointDevices",
      component: () => import("@/pages/PointDevicesPage.vue"),
      props: true,
    },
    { path: "/points/:id/history", name: "history", component: () => import("@/pages/HistoryPage.vue"), props: true },
    { path: "/alerts/:id/why", name: "why", component: () => import("@/pages/WhyPage.vue"), props: true },
    { path: "/alerts", name: "past", component: () => import("@/pages/PastAlertsPage.vue") },
    { path: "/devices", name: "devices", component: () => import("@/pages/DevicesPage.vue") },
    { path: "/devices/:id", name: "device", component: () => import("@/pages/DevicePage.vue"), props: true },
    {
      path: "/points/:id/households",
      name: "households",
      component: () => import("@/pages/HouseholdsPage.vue"),
      props: true,
    },
    { path: "/points/:id/cards", name: "cards", component: () => import("@/pages/CardsPage.vue"), props: true },
    { path: "/import", name: "import", component: () => import("@/pages/ImportPage.vue") },
    { path: "/standing-orders", name: "orders", component: () => import("@/pages/OrdersPage.vue") },
    { path: "/weaknesses", name: "weaknesses", component: () => import("@/pages/WeaknessPage.vue") },
    { path: "/risk", name: "risk", component: () => import("@/pages/RiskPage.vue") },
    { path: "/rules", name: "rules", component: () => import("@/pages/RulesPage.vue") },
    { path: "/backtest", name: "backtest", component: () => import("@/pages/BackTestPage.vue") },
    { path: "/users", name: "users", component: () => import("@/pages/UsersPage.vue") },
    { path: "/divisions", name: "divisions", component: () => import("@/pages/DivisionsPage.vue") },
    { path: "/tokens", name: "tokens", component: () => import("@/pages/TokensPage.vue") },
    { path: "/me", name: "me", component: () => import("@/pages/MePage.vue") },
    { path: "/duty", name: "duty", component: () => import("@/pages/DutyPage.vue") },
    { path: "/audit", name: "audit", component: () => import("@/pages/AuditPage.vue") },
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
