import { RouterLinkStub, mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { ROLES } from "@/api/people";
import { signedIn } from "@/fixtures/scenery";
import { session } from "@/state/centre";
import PointTabs from "./PointTabs.vue";

vi.mock("vue-router", () => ({ useRoute: () => ({ query: {} }), useRouter: () => ({}) }));

const OPEN = ["point", "pointDevices"];
const FILES = ["point", "dossier", "plans", "works", "households", "pointDevices", "history"];
const ALL = ["point", "dossier", "plans", "works", "households", "cards", "pointDevices", "history"];
const SEEN = { administrator: ALL, signer: ALL, duty: ALL, crew: ALL, expert: FILES, reviewer: OPEN, wall: OPEN };

describe("the tabs of a point", () => {
  it.each(ROLES)("lead %s to nothing that would be refused", (role) => {
    session.value = signedIn(role);
    const global = { stubs: { RouterLink: RouterLinkStub }, mocks: { $route: { name: "point" } } };
    const shown = mount(PointTabs, { props: { id: "p1" }, global });
    const names = shown.findAllComponents(RouterLinkStub).map((link) => (link.props("to") as { name: string }).name);
    expect(names).toEqual(SEEN[role]);
  });
});
