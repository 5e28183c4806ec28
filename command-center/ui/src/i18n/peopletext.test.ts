import { describe, expect, it } from "vitest";
import { t } from "./index";
import { peopleText, shortText } from "./peopletext";

it("a number of people is never without what it counts", () => {
  expect(t("point.people", { n: 45 })).toBe("威胁 45 人");
  expect(t("list.people")).toContain("威胁");
  expect(t("roll.of", { people: 42, households: 12 })).toBe("点名 42 人 · 12 户");
});

describe("how many people there are", () => {
  it("never reads as none where the roster is empty and the file names some", () => {
    expect(peopleText({ people: 0, households: 0 }, 92)).toBe("威胁 92 人 · 名册无户");
  });

  it("is that of the roster when it holds all, and both when it does not", () => {
    expect(peopleText({ people: 42, households: 12 }, 42)).toBe("42 人 · 12 户");
    expect(peopleText({ people: 42, households: 12 }, 397)).toBe("威胁 397 人 · 在册 42 人 12 户");
  });

  it("is told before a notice goes out that cannot reach them", () => {
    expect(shortText({ people: 42, households: 12 }, 397)).toContain("威胁 397 人，这份通知只到 42 人");
    expect(shortText({ people: 42, households: 12 }, 40)).toBe("");
  });
});
