import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { BEGINNING } from "@/fixtures/scenery";
import { notice, remaining, warningView } from "@/fixtures/warnings";
import { api } from "@/state/centre";
import NoticeForm from "./NoticeForm.vue";

const SEATS = {
  signers: [
    { role: "signer", division: "220282", divisionName: "桦甸市", names: [], vacant: false },
    { role: null, division: null, divisionName: null, names: ["冯下令"], vacant: false },
  ],
  cosigners: [],
};
const call = vi.spyOn(api, "call");
vi.spyOn(api, "cards").mockResolvedValue({ card: { shelter: "村小学", route: "走东路" } } as never);

/** What the centre was asked at an address, the last time. */
const askedOf = (end: string) => call.mock.calls.filter(([, path]) => path.endsWith(end)).at(-1)?.[2];

async function form(purpose: "issue" | "upgrade" | "lift" = "issue", changes = {}) {
  const shown = mount(NoticeForm, {
    props: { warning: warningView({ state: "verified", ...changes }), purpose, reason: "裂缝加宽", now: BEGINNING },
    global: { stubs: { ZoneEditor: true } },
  });
  await flushPromises();
  await vi.advanceTimersByTimeAsync(500);
  await flushPromises();
  return shown;
}
const isLocked = (shown: Awaited<ReturnType<typeof form>>) =>
  shown.find("button.go").attributes("disabled") !== undefined;

beforeEach(() => {
  vi.useFakeTimers();
  call.mockReset().mockImplementation((_, path) => {
    const answer = path.endsWith("/preview")
      ? { notice: notice(), ...SEATS }
      : path.endsWith("/remaining")
        ? remaining()
        : path.includes("divisions")
          ? []
          : notice();
    return Promise.resolve(answer as never);
  });
});
afterEach(() => void vi.useRealTimers());

describe("the area of a public warning", () => {
  const RING = [
    [127.04, 42.82],
    [127.06, 42.82],
    [127.06, 42.84],
  ] as const;
  const zone = { type: "Polygon", coordinates: [[...RING, RING[0]]] };

  it("begins with the danger zone, and is sent as it was drawn; that of an evacuation is not asked", async () => {
    vi.spyOn(api.registry, "zones").mockResolvedValue({
      type: "FeatureCollection",
      features: [{ type: "Feature", geometry: zone, properties: { id: "laolinggou" } }],
    } as never);
    const shown = await form();
    expect(shown.find("[name=wider]").exists()).toBe(false);
    await shown.find("[value=public]").setValue();
    await shown.find("[name=wider]").setValue(true);
    await flushPromises();
    const editor = shown.findComponent({ name: "ZoneEditor" });
    expect(editor.props("modelValue")).toEqual(RING);
    const wider = [...RING, [127.03, 42.83]];
    editor.vm.$emit("update:modelValue", wider);
    await vi.advanceTimersByTimeAsync(500);
    await flushPromises();
    expect(askedOf("/preview")).toMatchObject({ act: "public", area: { coordinates: [[...wider, wider[0]]] } });
    await shown.find("[value=evacuation]").setValue();
    await vi.advanceTimersByTimeAsync(500);
    expect(askedOf("/preview")).toMatchObject({ act: "evacuation", area: null });
  });

  it("cannot be proposed while none is drawn", async () => {
    vi.spyOn(api.registry, "zones").mockResolvedValue({ type: "FeatureCollection", features: [] });
    const shown = await form();
    await shown.find("[value=public]").setValue();
    await vi.advanceTimersByTimeAsync(500);
    await flushPromises();
    expect(isLocked(shown)).toBe(false);
    await shown.find("[name=wider]").setValue(true);
    await flushPromises();
    expect(isLocked(shown)).toBe(true);
  });
});

describe("the form of a notice", () => {
  it("shows every text to the letter with its readers and its length, and who may sign, before it can be sent", async () => {
    const shown = await form();
    const texts = shown.findAll("blockquote").map((one) => one.text());
    expect(texts).toEqual(notice().words.map(({ text }) => text));
    expect(shown.text()).toContain("将发给 397 人 · 96 户");
    expect(shown.text()).toContain(`汉文 · 385 人 · 93 户 · ${notice().words[0]!.text.length} 字 · 1 条`);
    expect(shown.text()).toContain("桦甸市 签发人、冯下令（其一即可）");
    expect(isLocked(shown)).toBe(false);
  });

  it("takes shelter and way from the card, and the level from what is detected", async () => {
    await form("issue", { level: "orange" });
    expect(askedOf("/preview")).toMatchObject({
      level: "orange",
      shelter: "村小学",
      route: "走东路",
      instruction: null,
    });
  });

  it("is locked from the first keystroke until the words of what was typed are shown", async () => {
    const shown = await form();
    await shown.find("[name=shelter]").setValue("镇政府");
    expect(isLocked(shown)).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    await flushPromises();
    expect(askedOf("/preview")).toMatchObject({ shelter: "镇政府" });
    expect(isLocked(shown)).toBe(false);
  });

  it("stays locked where the centre finds no words, and says why", async () => {
    call.mockRejectedValue(new ApiError(503, { detail: "no" }));
    const shown = await form();
    expect(isLocked(shown)).toBe(true);
    expect(shown.find(".preview [role=alert]").exists()).toBe(true);
  });

  it("sends what was shown, and says so", async () => {
    const shown = await form("upgrade", {
      state: "issued",
      issued: "orange",
      notices: [notice({ state: "issued", level: "orange" })],
    });
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(askedOf("/notices")).toEqual(askedOf("/preview"));
    expect(askedOf("/notices")).toMatchObject({ purpose: "upgrade", level: "red", version: 3 });
    expect(shown.emitted("done")).toHaveLength(1);
  });

  it("asks for no level and no shelter in an all-clear", async () => {
    const shown = await form("lift", { state: "issued", issued: "red", notices: [notice({ state: "issued" })] });
    expect(shown.find("[name=level]").exists()).toBe(false);
    expect(askedOf("/preview")).toMatchObject({ purpose: "lift", level: null });
  });

  it("offers for an all-clear, and for a first word, only the act that the centre takes", async () => {
    const acts = (shown: Awaited<ReturnType<typeof form>>) =>
      shown.findAll("[name=act]").map((one) => one.attributes("value"));
    const told = notice({ act: "public", state: "issued" });
    expect(acts(await form("lift", { state: "issued", issued: "red", notices: [told] }))).toEqual(["public"]);
    expect(
      acts(await form("lift", { state: "issued", issued: "red", notices: [notice({ state: "issued" })] })),
    ).toEqual(["evacuation"]);
    expect(acts(await form("upgrade", { state: "issued", issued: "red", notices: [told] }))).toEqual(["evacuation"]);
    expect(acts(await form())).toEqual(["evacuation", "public"]);
  });

  it("says why the centre finds no words in the words of the page", async () => {
    const expected = "PUBLIC: who was told of it in that way hears of the end so";
    call.mockRejectedValue(new ApiError(422, { errors: [{ field: "act", rejectedValue: null, expected }] } as never));
    const failure = (await form()).find(".preview [role=alert]").text();
    expect(failure).toContain("解除也须用预警发布告知");
    expect(failure).not.toContain("PUBLIC");
  });

  it("shows what still stands above an all-clear, which then asks for a reason of its own", async () => {
    const shown = await form("lift", { state: "issued", issued: "red", notices: [notice({ state: "issued" })] });
    const block = shown.find("[data-stands=now]");
    expect(block.text()).toContain("求助未了 1 起");
    expect(block.text()).toContain("未转移 7 人（2 户或个人）");
    expect(block.text()).toContain("岳家1");
    expect(block.text()).toContain("现测红色");
    expect(block.text()).toMatch(/52.*mm.*限值.*48/);
    expect(shown.find(".presets").exists()).toBe(false);
    expect(shown.text()).toContain("为什么可以解除");
  });

  it("is locked while it is not known what still stands", async () => {
    call.mockImplementation((_, path) =>
      path.endsWith("/remaining")
        ? Promise.reject(new ApiError(503, { detail: "no" }))
        : Promise.resolve({ notice: notice(), ...SEATS } as never),
    );
    const shown = await form("lift", { state: "issued", issued: "red", notices: [notice({ state: "issued" })] });
    expect(isLocked(shown)).toBe(true);
    expect(shown.text()).toContain("查不到还没了结的");
  });

  it("calls people out where it rises to red, whatever they were told by last", async () => {
    const told = notice({ act: "public", level: "orange", state: "issued" });
    await form("upgrade", { state: "issued", issued: "orange", notices: [told] });
    expect(askedOf("/preview")).toMatchObject({ act: "evacuation", purpose: "issue", level: "red" });
    const lifted = notice({ id: "n2", act: "public", purpose: "lift", level: null, state: "issued" });
    await form("issue", { notices: [told, lifted] });
    expect(askedOf("/preview")).toMatchObject({ act: "evacuation", purpose: "issue", level: "red" });
    const called = notice({ id: "n3", level: "red", state: "issued" });
    await form("upgrade", { state: "issued", issued: "red", notices: [called, told] });
    expect(askedOf("/preview"), "it can go no further").toMatchObject({ act: "public", level: "red" });
  });

  it("shouts where nobody is there who may sign it, and marks a seat that is empty", async () => {
    const empty = SEATS.signers.map((seat) => ({ ...seat, vacant: true }));
    call.mockResolvedValue({ notice: notice(), signers: empty.slice(0, 1), cosigners: [] } as never);
    expect((await form()).find(".preview [role=alert]").text()).toContain("现在无人可签：桦甸市 签发人");
    call.mockResolvedValue({ notice: notice(), signers: [empty[0], SEATS.signers[1]], cosigners: [] } as never);
    const shown = await form();
    expect(shown.find(".preview [role=alert]").exists()).toBe(false);
    expect(shown.text()).toContain("桦甸市 签发人（现在无人）、冯下令");
  });

  it("begins with what came back, and says why it came", async () => {
    const back = notice({
      level: "orange",
      reason: "旧理由",
      shelter: "镇政府",
      instruction: "带上药",
      state: "sent-back",
    });
    const mends = { notice: back, comment: "写明集合点", by: "chief", byName: "韩永福", at: null };
    const shown = mount(NoticeForm, {
      props: { warning: warningView({ state: "verified" }), purpose: "issue", reason: "x", now: BEGINNING, mends },
    });
    await flushPromises();
    expect(shown.find("[role=note]").text()).toContain("韩永福 退回：写明集合点");
    expect(askedOf("/preview")).toMatchObject({
      act: "evacuation",
      level: "orange",
      reason: "旧理由",
      shelter: "镇政府",
      instruction: "带上药",
    });
  });

  it("goes on with shelter, way and instruction of what people heard last", async () => {
    const told = notice({ state: "issued", shelter: "镇政府", route: "西沟桥", instruction: "带上老人" });
    await form("upgrade", { state: "issued", issued: "orange", notices: [{ ...told, level: "orange" }] });
    expect(askedOf("/preview")).toMatchObject({ shelter: "镇政府", route: "西沟桥", instruction: "带上老人" });
  });

  it("warns of a text that needs more than one message", async () => {
    const long = [{ ...notice().words[0]!, segments: 2 }];
    call.mockResolvedValue({ notice: notice({ words: long }), ...SEATS } as never);
    expect((await form()).find("[data-language=zh] b").text()).toContain("超过一条");
  });
});
