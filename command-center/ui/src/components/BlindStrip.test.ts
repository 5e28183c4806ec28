import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import BlindStrip from "./BlindStrip.vue";
import { point } from "@/fixtures/scenery";

const strip = (people: number, ...points: ReturnType<typeof point>[]): string =>
  mount(BlindStrip, { props: { points, people, known: true } }).text();

describe("the strip of slopes that cannot be seen", () => {
  it("says all can be seen only when an alert could come of each", () => {
    expect(strip(0, point())).toContain("全部可见");
  });

  it("names a slope that no rule judges, or where nothing measures", () => {
    const text = strip(
      0,
      point({ unguarded: "no-rule", people: 30 }),
      point({ id: "b", unguarded: "no-device", people: 7 }),
    );
    expect(text).toContain("无规则");
    expect(text).toContain("无设备");
    expect(text).toContain("37");
  });

  it("counts who lives below a silent slope once", () => {
    expect(strip(83, point({ blind: true, unguarded: "no-rule", people: 83 }))).toMatch(/83\s*人住在/);
  });
});
