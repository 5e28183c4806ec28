import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { CommandView } from "@/api/types";
import { BEGINNING, after, device } from "@/fixtures/scenery";
import SirenStates from "./SirenStates.vue";

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: "/devices/:id", name: "device", component: { template: "<i />" } }],
});
const command = (changes: Partial<CommandView>): CommandView => ({
  id: "c1",
  deviceId: "s1",
  do: "siren",
  args: { level: "red" },
  realm: "exercise",
  by: "job",
  sentAt: after(0),
  expires: after(60),
  state: "acknowledged",
  answeredAt: after(2),
  detail: "sounding",
  ...changes,
});
const states = (online: boolean | null, commands?: readonly CommandView[]) =>
  mount(SirenStates, {
    props: {
      ids: ["s1"],
      devices: [device({ id: "s1", name: "村口警报器", model: "siren", online })],
      commands: new Map(commands ? [["s1", commands]] : []),
      now: BEGINNING + 60_000,
    },
    global: { plugins: [router] },
  });

it("says of each siren whether it is there, what it does and what it answered last", () => {
  const shown = states(true, [command({})]);
  for (const words of ["村口警报器", "在线", "上次应答", "红色"]) expect(shown.text()).toContain(words);
  expect(states(false, []).find("[data-connection=offline]").text()).toContain("失联");
  expect(states(false, []).text()).toContain("还没有应答过");
});

it("does not say that it never answered before its commands were read", () => {
  expect(states(true).text()).toContain("读取中");
});
