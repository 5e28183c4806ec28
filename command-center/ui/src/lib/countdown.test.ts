import { describe, expect, it } from "vitest";
import { BEGINNING, after } from "@/fixtures/scenery";
import { countdown } from "./countdown";

describe("a clock that runs out", () => {
  it("says what is left, in minutes and seconds", () => {
    expect(countdown(after(245), BEGINNING, "zh")).toEqual({ text: "剩 4:05", isOver: false });
    expect(countdown(after(245), BEGINNING, "en")).toEqual({ text: "4:05 left", isOver: false });
  });

  it("has hours only when there are some", () => {
    expect(countdown(after(3_845), BEGINNING, "zh").text).toBe("剩 1:04:05");
    expect(countdown(after(3_600), BEGINNING, "zh").text).toBe("剩 1:00:00");
    expect(countdown(after(3_599), BEGINNING, "zh").text).toBe("剩 59:59");
  });

  it("shows the last second until it is gone", () => {
    expect(countdown(after(1), BEGINNING + 1, "zh")).toEqual({ text: "剩 0:01", isOver: false });
    expect(countdown(after(1), BEGINNING + 999, "zh")).toEqual({ text: "剩 0:01", isOver: false });
    expect(countdown(after(1), BEGINNING + 1_000, "zh")).toEqual({ text: "已超 0:00", isOver: true });
  });

  it("counts on when it has run out, upwards", () => {
    expect(countdown(after(0), BEGINNING + 72_000, "zh")).toEqual({ text: "已超 1:12", isOver: true });
    expect(countdown(after(0), BEGINNING + 72_000, "en").text).toBe("1:12 over");
  });
});
