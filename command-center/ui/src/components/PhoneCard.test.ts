import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import type { Phone } from "@/api/types";
import { BEGINNING, after } from "@/fixtures/scenery";
import PhoneCard from "./PhoneCard.vue";

function phone(send = vi.fn((_number: string, _text: string) => Promise.resolve()), asks: Phone["asks"] = "check") {
  const shown = mount(PhoneCard, {
    props: {
      phone: {
        number: "15400000101",
        name: "李春生",
        role: "MONITOR",
        pointName: "桦甸 老岭沟后山",
        asks,
        messages: [{ direction: "in", text: "请立即查看", at: after(0), flash: false }],
      },
      now: BEGINNING,
      send,
    },
  });
  return { shown, send };
}

describe("a virtual phone", () => {
  it("says whose it is", () => {
    expect(phone().shown.text()).toContain("李春生 监测员");
  });

  it("answers with one key", async () => {
    const { shown, send } = phone();
    await shown.find("form button").trigger("click");
    expect(send).toHaveBeenCalledWith("15400000101", "1");
  });

  it.each([
    ["check", ["1 属实", "2 未见"]],
    ["move", ["1 已转移", "2 求助", "0 号码有误"]],
    ["return", ["1 在家平安", "2 求助", "0 号码有误"]],
    ["go", ["1 接受", "2 不能去", "0 号码有误"]],
    ["report", ["3 全部转移", "4 需支援"]],
    ["wake", ["1 收到，我来"]],
    [null, []],
  ] as const)("has the keys of what it was asked last: %s", (asks, keys) => {
    const { shown } = phone(undefined, asks);
    expect(shown.findAll(".keys button").map((key) => key.text())).toEqual(keys);
  });

  it("sends what was typed, without the blanks around it", async () => {
    const { shown, send } = phone();
    await shown.find("input").setValue(" 后山裂缝变宽 ");
    await shown.find("form").trigger("submit");
    expect(send).toHaveBeenCalledWith("15400000101", "后山裂缝变宽");
  });

  it("keeps the text and says why when the carrier refuses", async () => {
    const { shown } = phone(vi.fn(() => Promise.reject(new Error("carrier away"))));
    await shown.find("input").setValue("2");
    await shown.find("form").trigger("submit");
    await vi.waitFor(() => expect(shown.text()).toContain("carrier away"));
    expect(shown.find("input").element.value).toBe("2");
  });
});
