import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { BEGINNING, after, signedIn } from "@/fixtures/scenery";
import { paper } from "@/fixtures/warnings";
import { api, session } from "@/state/centre";
import PaperRemarks from "./PaperRemarks.vue";

const call = vi.spyOn(api, "call");
const remarks = (role: "duty" | "wall" = "duty", approval = paper()) => {
  session.value = signedIn(role);
  return mount(PaperRemarks, { props: { approval, now: BEGINNING } });
};

beforeEach(() => void call.mockReset().mockResolvedValue({} as never));
afterEach(() => void (session.value = null));

describe("what people say of a paper", () => {
  it("stands there with who said it and when", () => {
    const said = {
      at: after(60),
      by: "chen",
      byName: "陈署",
      what: "commented",
      round: 1,
      step: null,
      text: "路线写错了",
    };
    const line = remarks("duty", paper({ remarks: [said] })).find("[data-remark=commented]");
    for (const part of ["10:01", "陈署", "路线写错了"]) expect(line.text()).toContain(part);
  });

  it("is sent, and read anew", async () => {
    const shown = remarks();
    await shown.find("[name=comment]").setValue(" 请写明路线 ");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(call).toHaveBeenCalledExactlyOnceWith("POST", "/api/v1/approvals/a1/comment", { text: "请写明路线" });
    expect(shown.emitted("said")).toHaveLength(1);
    expect((shown.find("[name=comment]").element as HTMLInputElement).value).toBe("");
  });

  it("stays in its field where the centre refuses it, which says why", async () => {
    call.mockRejectedValue(new ApiError(404, { detail: "no approval a1" }));
    const shown = remarks();
    await shown.find("[name=comment]").setValue("请写明路线");
    await shown.find("form").trigger("submit");
    await flushPromises();
    expect(shown.find("[role=alert]").text()).not.toBe("");
    expect((shown.find("[name=comment]").element as HTMLInputElement).value).toBe("请写明路线");
    expect(shown.emitted("said")).toBeUndefined();
  });

  it("is asked of nobody whom the centre would refuse", () => {
    expect(remarks("wall").find("form").exists()).toBe(false);
  });
});
