import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Notice } from "@/api/warnings";
import { BEGINNING, after } from "@/fixtures/scenery";
import { notice, remaining, warningView } from "@/fixtures/warnings";
import { api } from "@/state/centre";
import DeedForm from "./DeedForm.vue";

const call = vi.spyOn(api, "call");
const told = (act: Notice["act"], seconds: number) =>
  notice({ id: act, act, state: "issued", issuedAt: after(seconds) });

/** The last choice: the first are levels. */
const takesAllBack = (shown: VueWrapper) => shown.findAll("[name=level] option").at(-1)?.setValue();

/** Which act a correction names, to the centre and in its preview. */
async function corrected(level: string | null, ...notices: Notice[]) {
  const warning = warningView({ state: "issued", issued: "red", notices });
  const shown = mount(DeedForm, {
    props: { deed: "correct", warning, signing: null, now: BEGINNING },
    global: { stubs: { NoticePreview: true } },
  });
  if (level) await shown.find("[name=level]").setValue(level);
  else await takesAllBack(shown);
  await shown.find("[name=words]").setValue("误报");
  await shown.find("[name=password]").setValue("my own secret");
  const preview = shown.findComponent({ name: "NoticePreview" }).props("form") as { act: string };
  await shown.find("form").trigger("submit");
  await flushPromises();
  const sent = call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2] as { act: string; level: unknown };
  return { preview: preview.act, act: sent.act, level: sent.level };
}

beforeEach(
  () =>
    void call
      .mockReset()
      .mockImplementation((_, path) => Promise.resolve((path.endsWith("/remaining") ? remaining() : {}) as never)),
);

describe("a correction", () => {
  it("that takes all back goes to the public if it was told, whichever act came last", async () => {
    expect(await corrected(null, told("public", 1), told("evacuation", 2))).toEqual({
      preview: "public",
      act: "public",
      level: null,
    });
    call.mockClear();
    expect((await corrected(null, told("evacuation", 2))).act).toBe("evacuation");
  });

  it("is signed by the certificate of a safe connection too", async () => {
    vi.stubGlobal("location", { protocol: "https:" });
    const warning = warningView({ state: "issued", issued: "red", notices: [told("evacuation", 1)] });
    const shown = mount(DeedForm, {
      props: { deed: "correct", warning, signing: null, now: BEGINNING },
      global: { stubs: { NoticePreview: true } },
    });
    vi.unstubAllGlobals();
    await shown.find("[name=certificate]").setValue(true);
    await shown.find("[name=words]").setValue("级别写错");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2]).toMatchObject({ password: null });
  });

  it("of a level is that of the act that told it last, unless another is chosen", async () => {
    expect((await corrected("orange", told("public", 1), told("evacuation", 2))).act).toBe("evacuation");
  });

  it("after which nothing holds shows what still stands, and names what was seen of it", async () => {
    const warning = warningView({ state: "issued", issued: "red", notices: [told("evacuation", 1)] });
    const shown = mount(DeedForm, {
      props: { deed: "correct", warning, signing: null, now: BEGINNING },
      global: { stubs: { NoticePreview: true } },
    });
    expect(shown.find("[data-stands]").exists(), "nothing is taken back unless that is chosen").toBe(false);
    await takesAllBack(shown);
    await flushPromises();
    expect(shown.find("[data-stands=now]").text()).toContain("求助未了 1 起");
    expect(shown.find("[name=aware]").attributes("required")).toBeDefined();
    await shown.find("[name=aware]").setValue(true);
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2]).toMatchObject({
      level: null,
      aware: ["help/h1", "red/e1"],
    });
    await shown.find("[name=level]").setValue("orange");
    expect(shown.find("[data-stands]").exists(), "a level holds after it").toBe(false);
    expect(shown.find("[name=aware]").exists()).toBe(false);
  });

  it("keeps what people were told but for what is set right, their place and way among it", async () => {
    const warning = warningView({ state: "issued", issued: "red", notices: [told("evacuation", 1)] });
    const shown = mount(DeedForm, {
      props: { deed: "correct", warning, signing: null, now: BEGINNING },
      global: { stubs: { NoticePreview: true } },
    });
    await shown.find("[name=words]").setValue("避灾地点有变");
    await shown.find("[name=shelter]").setValue("镇中学");
    await shown.find("[name=route]").setValue("走东坡");
    await shown.find("[name=password]").setValue("my own secret");
    expect(shown.findComponent({ name: "NoticePreview" }).props("form")).toMatchObject({ shelter: "镇中学" });
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2]).toMatchObject({
      level: "red",
      shelter: "镇中学",
      route: "走东坡",
    });
  });

  it("offers neither the word of an act that is not the reader's, nor to take back that of both", async () => {
    const notices = [told("evacuation", 1), told("public", 2)];
    const warning = warningView({ state: "issued", issued: "red", notices, mayCorrect: ["evacuation"] });
    const shown = mount(DeedForm, {
      props: { deed: "correct", warning, signing: null, now: BEGINNING },
      global: { stubs: { NoticePreview: true } },
    });
    expect(shown.find("[name=act]").exists(), "one is left").toBe(false);
    expect(shown.findAll("[name=level] option").map((one) => one.text())).not.toContain("全部作废");
    await shown.find("[name=words]").setValue("级别写错");
    await shown.find("[name=password]").setValue("my own secret");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2]).toMatchObject({ act: "evacuation" });
  });

  it("takes nothing back by the way, when an act is chosen that told less", async () => {
    const publicly = notice({
      id: "p",
      act: "public",
      level: "orange",
      state: "issued",
      issuedAt: after(1),
      shelter: "镇中学",
    });
    const warning = warningView({ state: "issued", issued: "red", notices: [publicly, told("evacuation", 2)] });
    const shown = mount(DeedForm, {
      props: { deed: "correct", warning, signing: null, now: BEGINNING },
      global: { stubs: { NoticePreview: true } },
    });
    await shown.find("[name=act]").setValue("public");
    await shown.find("[name=words]").setValue("级别写错");
    await shown.find("[name=password]").setValue("my own secret");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls.find(([, path]) => path.endsWith("/correct"))?.[2]).toMatchObject({
      act: "public",
      level: "orange",
      shelter: "镇中学",
    });
  });
});

describe("a closing", () => {
  const closing = () =>
    mount(DeedForm, {
      props: { deed: "close", warning: warningView({ state: "lifted" }), signing: null, now: BEGINNING },
    });

  it("shows by name and number who never answered before its button can be pressed", async () => {
    const silent = {
      households: 101,
      people: 7,
      homes: [{ id: "h8", number: "8", name: "岳家8", people: 4, state: "reached" }],
    };
    const left = remaining({ households: 0, people: 0, help: 0, homes: [], measured: [], grave: [], silent });
    call.mockImplementation((_, path) => Promise.resolve((path.endsWith("/remaining") ? left : {}) as never));
    const shown = closing();
    expect(shown.find(".go").attributes("disabled"), "nothing was read yet").toBeDefined();
    await flushPromises();
    expect(shown.find(".go").attributes("disabled")).toBeUndefined();
    const said = shown.find("[data-silent]").text();
    expect(said).toContain("从未应答 7 人（101 户或个人）");
    expect(said).toContain("岳家8");
    expect(said).toContain("另 100 户或个人");
    expect(shown.find(".note").text()).toContain("101 户或个人（7 人）从未应答");
  });

  it("says that nothing is left only where nobody stayed silent", async () => {
    const left = remaining({ households: 0, people: 0, help: 0, homes: [], measured: [], grave: [] });
    call.mockImplementation((_, path) => Promise.resolve((path.endsWith("/remaining") ? left : {}) as never));
    const shown = closing();
    await flushPromises();
    expect(shown.find("[data-stands]").text()).toContain("没有");
    expect(shown.find("[data-silent]").exists()).toBe(false);
  });
});

describe("a dismissal", () => {
  const dismissing = (...notices: Notice[]) =>
    mount(DeedForm, {
      props: { deed: "dismiss", warning: warningView({ notices }), signing: null, now: BEGINNING },
    });
  const untrue = notice({ purpose: "unverified", state: "issued", issuedAt: after(1), people: 4, households: 0 });
  const words = [{ ...notice().words[0]!, text: "更正：前发红色警情经查不实" }];

  it("of what went out unverified shows with which words and to how many, before its button", async () => {
    call.mockImplementation((_, path) =>
      Promise.resolve(
        (path.endsWith("/preview") ? { notice: notice({ words }), signers: [], cosigners: [] } : {}) as never,
      ),
    );
    const shown = dismissing(untrue);
    await flushPromises();
    expect(call).toHaveBeenCalledWith(
      "POST",
      "/api/v1/warnings/w1/notices/preview",
      expect.objectContaining({ act: "evacuation", purpose: "correct", level: null }),
    );
    expect(shown.find("blockquote").text()).toBe("更正：前发红色警情经查不实");
    expect(shown.find(".preview").text()).toContain("“未核实”短信的 4 人");
    expect(shown.find(".preview").text(), "no resident hears it").not.toContain("397 人");
    expect(shown.find(".preview").text()).not.toContain("385");
    const order = shown.html();
    expect(order.indexOf("<blockquote")).toBeLessThan(order.indexOf('type="submit"'));
  });

  it("of which nobody was told shows none", () => {
    expect(dismissing().find(".preview").exists()).toBe(false);
    const over = notice({ id: "n2", number: 2, purpose: "correct", level: null, state: "issued" });
    expect(dismissing(untrue, over).find(".preview").exists()).toBe(false);
  });
});
