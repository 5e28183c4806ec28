import { expect, it } from "vitest";
import type { Phone } from "@/api/types";
import { phonesInOrder } from "./phones";

const phone = (number: string, changes: Partial<Phone> = {}): Phone => ({
  number,
  name: "赵国栋",
  role: "VILLAGER",
  pointName: "老岭沟后山",
  asks: null,
  messages: [],
  ...changes,
});

it("shows who was written to last first, then a stranger from whom one can write, then the others", () => {
  const written = phone("3", { messages: [{ direction: "in", text: "撤", at: "2026-07-20T02:00:00Z", flash: false }] });
  const shown = phonesInOrder([phone("2"), phone("1"), phone("9", { name: null, role: null }), written], false);
  expect(shown.map(({ number }) => number)).toEqual(["3", "9", "1", "2"]);
});
