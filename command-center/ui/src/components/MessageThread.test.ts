import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { ROLES } from "@/api/people";
import type { MessageView, Realm } from "@/api/types";
import { BEGINNING, after, message, signedIn } from "@/fixtures/scenery";
import { api, session } from "@/state/centre";
import MessageThread from "./MessageThread.vue";

const thread = (callable: readonly Realm[], ...messages: readonly MessageView[]) =>
  mount(MessageThread, { props: { messages, callable, now: BEGINNING } });

afterEach(() => {
  session.value = null;
  vi.restoreAllMocks();
});

describe("calling the person of a message", () => {
  it.each(ROLES)("is offered to %s only where the centre would let it", (role) => {
    session.value = signedIn(role);
    const offered = thread(["live"], message()).find(".callout").exists();
    expect(offered).toBe(["administrator", "signer", "duty"].includes(role));
  });

  it("is offered only where a gateway of the realm speaks, and somebody has a number", () => {
    session.value = signedIn("duty");
    expect(thread([], message()).find(".callout").exists()).toBe(false);
    expect(
      thread(["live"], message({ realm: "exercise" }))
        .find(".callout")
        .exists(),
    ).toBe(false);
    const nobody = { name: "—", role: "monitor", phone: "" };
    expect(
      thread(["live"], message({ to: nobody }))
        .find(".callout")
        .exists(),
    ).toBe(false);
  });

  it("shows whom it calls and with which words before it rings, and rings for the newest", async () => {
    session.value = signedIn("duty");
    const call = vi.spyOn(api, "call").mockResolvedValue({ state: "accepted" });
    const newest = message({ id: "m2", text: "红色预警，立即转移", at: after(60) });
    const shown = thread(["live"], message(), newest);
    await shown.get(".callout button").trigger("click");
    for (const said of ["李春生", "154****0101", "红色预警，立即转移", "朗读两遍"])
      expect(shown.get("[role=alertdialog]").text()).toContain(said);
    expect(call).not.toHaveBeenCalled();
    await shown.get(".callout .go").trigger("click");
    await flushPromises();
    expect(call).toHaveBeenCalledExactlyOnceWith("POST", "/api/v1/messages/m2/call", {});
    expect(shown.get(".callout [role=status]").text()).toContain("已交运营商");
  });

  it("says why it could not call, and stays open", async () => {
    session.value = signedIn("duty");
    vi.spyOn(api, "call").mockRejectedValue(new ApiError(503, { detail: "the carrier cannot call now" }));
    const shown = thread(["live"], message());
    await shown.get(".callout button").trigger("click");
    await shown.get(".callout .go").trigger("click");
    await flushPromises();
    expect(shown.get(".callout [role=alert]").text()).not.toBe("");
    expect(shown.find("[role=alertdialog]").exists()).toBe(true);
  });
});

describe("the messages to one person", () => {
  it("say by which way each went, and why one failed or is uncertain", () => {
    const shown = thread(
      [],
      message({ id: "a", channel: "flash", state: "failed", reason: "短信未接入" }),
      message({ id: "b", channel: "voice", state: "outcome-unknown", reason: "没有回执" }),
      message({ id: "c", state: "delivered" }),
    );
    const [flash, voice, sms] = shown.findAll("li").map((one) => one.text());
    expect(flash).toMatch(/闪信 发送失败.*短信未接入/);
    expect(voice).toMatch(/语音 结果不明.*没有回执/);
    expect(sms).toContain("短信 ");
    expect(shown.findAll(".reason")).toHaveLength(2);
  });
});
