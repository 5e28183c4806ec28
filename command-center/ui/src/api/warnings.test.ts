import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BEGINNING } from "@/fixtures/scenery";
import { notice, warning, warningView } from "@/fixtures/warnings";
import { detailText, levelIn } from "@/i18n/warnlog";
import { groupsOf, markOf, toldOf } from "@/lib/warning";
import type { Notice, WarningView } from "./warnings";

const contract = (name: string): unknown =>
  JSON.parse(readFileSync(`../src/test/resources/contract/${name}.json`, "utf8"));
const wired = contract("warning") as WarningView;
const told = contract("notice") as Notice;

/** The names of the parts, and what each of them is; a `null` may be anything. */
const shapeOf = (value: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, Array.isArray(part) ? "list" : typeof part]),
  );
/** What the pages count on is there, and is what they take it for. */
function expectLike(wire: object, fixture: object): void {
  const there = shapeOf(wire);
  for (const [key, kind] of Object.entries(shapeOf(fixture))) {
    expect(Object.keys(wire), key).toContain(key);
    if (key in there) expect([key, there[key]]).toEqual([key, kind]);
  }
}

describe("a warning as the centre writes it", () => {
  it("has every part that the pages take from it", () => {
    expectLike(wired, warningView());
    expectLike(wired, warning({ acknowledgedBy: null }));
    expectLike(wired.notices[0]!, notice());
    expectLike(wired.notices[0]!.words[0]!, notice().words[0]!);
    expectLike(told, notice());
    expectLike(wired.log[0]!, warningView().log[0]!);
  });

  it("is one that rose after people were told", () => {
    expect(markOf(wired)).toBe("red");
    expect(toldOf(wired)?.id).toBe(told.id);
    expect(groupsOf([{ ...wired, shelf: null }], BEGINNING).waiting).toHaveLength(1);
  });

  it("has a course whose lines say what was detected, and to how many what was told", () => {
    const line = (act: string) => wired.log.find((one) => one.act === act)!;
    expect(levelIn(line("detect").detail)).toBe("orange");
    expect(detailText(line("detect").detail)).toBe("位移超限");
    expect(detailText(line("verify").detail)).toBe("监测员已到现场");
    expect(detailText(line("issue").detail)).toBe("后缘裂缝加宽 · 第 1 号 · 6 人 · 2 户");
  });
});
