import { afterEach, describe, expect, it } from "vitest";
import { ApiError, Unreachable } from "@/api/client";
import { failureText } from "./failure";
import { lang, placeText } from "./index";

afterEach(() => void (lang.value = "zh"));

describe("a failure", () => {
  const absent = new ApiError(404, { detail: "there is no point nope here" });

  it("is told in the language of the page", () => {
    expect(failureText(absent)).toBe("没有找到，或不归本地管");
    expect(failureText(new Unreachable(new TypeError("Failed to fetch")))).toBe("连不上服务器");
    expect(failureText(new Unreachable(new DOMException("", "TimeoutError")))).toBe("服务器无应答");
    expect(failureText(new ApiError(500, { title: "Internal Server Error" }))).toBe("服务器出错（500）");
    lang.value = "en";
    expect(failureText(absent)).toBe("there is no point nope here");
  });

  it("keeps the server's words where ours would say less", () => {
    expect(failureText(new ApiError(422, { detail: "text too long" }))).toContain("text too long");
    const errors = [{ field: "officer", value: "li", expected: "a duty officer" }];
    expect(failureText(new ApiError(422, { detail: "1 field(s) are not valid", errors }))).toContain(
      "officer: a duty officer",
    );
  });
});

describe("the name of a division", () => {
  it("is written in the language of the page, or left out", () => {
    expect(placeText("吉林省")).toBe("吉林省");
    lang.value = "en";
    expect(placeText("吉林省")).toBe("Jilin");
    expect(placeText("桦甸市")).toBe("");
  });
});
