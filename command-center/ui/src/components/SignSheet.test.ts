import { flushPromises, mount } from "@vue/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { after } from "@/fixtures/scenery";
import { notice, paper, remaining } from "@/fixtures/warnings";
import { api } from "@/state/centre";
import SignSheet from "./SignSheet.vue";

const call = vi.spyOn(api, "call");
const sheet = (kind: "sign" | "back", approval = paper(), of = notice()) =>
  mount(SignSheet, { props: { kind, approval, notice: of } });

beforeEach(() => void call.mockReset().mockResolvedValue({} as never));

describe("the last step before people are told", () => {
  it("says how many it reaches, and with which words most of them, above the button", () => {
    const words = [...notice().words].reverse();
    const shown = sheet("sign", paper(), notice({ words }));
    expect(shown.find(".what").text()).toContain("397 人 · 96 户，不可收回");
    expect(shown.find(".what").text()).toContain("另 1 种");
    expect(shown.find("blockquote").text()).toBe(notice().words[0]!.text);
    const order = shown.html();
    expect(order.indexOf("<blockquote")).toBeLessThan(order.indexOf("<button"));
  });

  it("signs the hash of what was shown, with the password", async () => {
    const shown = sheet("sign");
    await shown.find("[name=password]").setValue("my own secret");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/approvals/a1/sign", {
      hash: "ab12",
      password: "my own secret",
      aware: [],
    });
    expect(shown.emitted("done")).toHaveLength(1);
  });

  it("signs by the certificate of a safe connection too, and stays with it where it is refused", async () => {
    expect(sheet("sign").find("[name=certificate]").exists(), "not over http").toBe(false);
    vi.stubGlobal("location", { protocol: "https:" });
    const errors = [{ field: "password", value: null, expected: "a certificate that is yours" }];
    call.mockRejectedValue(new ApiError(422, { errors }));
    const shown = sheet("sign");
    vi.unstubAllGlobals();
    await shown.find("[name=certificate]").setValue(true);
    expect(shown.find("[name=password]").exists()).toBe(false);
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls[0]?.[2]).toEqual({ hash: "ab12", password: null, aware: [] });
    expect(shown.text()).toContain("本连接没有您的证书");
    expect(shown.find("[name=password]").exists()).toBe(false);
  });

  it("tells why it was refused, and forgets the password", async () => {
    call.mockRejectedValue(new ApiError(409, { detail: "the words are others by now (内容已变)" }));
    const shown = sheet("sign");
    await shown.find("[name=password]").setValue("wrong");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(shown.emitted("done")).toBeUndefined();
    expect(shown.find("[role=alert]").text()).toContain("内容已变");
    expect((shown.find("[name=password]").element as HTMLInputElement).value).toBe("");
  });
});

describe("the word of a signer who has seen what still stands", () => {
  const ticked = (shown: ReturnType<typeof sheet>) => (shown.find("[name=aware]").element as HTMLInputElement).checked;

  it("holds for what was seen, and not for what came after it", async () => {
    const shown = sheet("sign");
    await shown.setProps({ remaining: remaining() });
    await shown.find("[name=aware]").setValue(true);
    await shown.setProps({ remaining: remaining({ at: after(603), messages: 2 }) });
    expect(ticked(shown)).toBe(true);
    await shown.setProps({ remaining: remaining({ grave: ["red/e1"] }) });
    expect(ticked(shown)).toBe(true);
    await shown.setProps({ remaining: remaining({ grave: ["red/e1", "red/e2"] }) });
    expect(ticked(shown)).toBe(false);
  });

  it("names to the centre what was on the page, and has it read anew when more stands there", async () => {
    call.mockRejectedValue(new ApiError(409, { detail: "aware must be … (请重新查看)" }));
    const shown = sheet("sign");
    await shown.setProps({ remaining: remaining() });
    await shown.find("[name=aware]").setValue(true);
    await shown.find("[name=password]").setValue("my own secret");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call.mock.calls[0]?.[2]).toMatchObject({ aware: ["help/h1", "red/e1"] });
    expect(shown.emitted("refused")).toHaveLength(1);
  });
});

describe("what is sent back", () => {
  it("goes to its author with a comment, unless others signed before", async () => {
    const shown = sheet("back");
    expect(shown.find("[name=step]").exists()).toBe(false);
    await shown.find("textarea").setValue(" 写明路线 ");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/approvals/a1/send-back", { step: "draft", comment: "写明路线" });
  });

  it("may go to those who signed beside, where that step lies before this one", async () => {
    const seat = { role: null, division: null, usernames: ["meteo"] };
    const shown = sheet("back", paper({ process: "public-warning", cosigners: [seat] }));
    await shown.find("[name=step]").setValue("cosign");
    await shown.find("textarea").setValue("雨量有误");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledWith("POST", "/api/v1/approvals/a1/send-back", {
      step: "cosign",
      comment: "雨量有误",
    });
  });
});
