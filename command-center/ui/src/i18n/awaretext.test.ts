import { expect, it } from "vitest";
import { awareText } from "./awaretext";

it("names what stands there and nothing else", () => {
  expect(awareText("lift", ["help/h1", "red/e1", "red/e2"])).toBe(
    "我已看到上面的求助 1 起、现测红色 2 处，仍然签发解除",
  );
  expect(awareText("lift", ["help/h1"]), "a red that is only held is not measured").toBe(
    "我已看到上面的求助 1 起，仍然签发解除",
  );
  expect(awareText("correct", ["help-count/130", "help/h1"])).toContain("求助 130 起，仍然全部撤回");
});
