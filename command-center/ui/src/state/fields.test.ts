import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "@/api/client";
import { lang } from "@/i18n";
import { useFields } from "./fields";

afterEach(() => void (lang.value = "zh"));

const FIELDS = ["aware", "reason", "act", "level", "comment", "review", "shelter", "route", "instruction", "password"];
const refused = () =>
  Promise.reject(
    new ApiError(422, { errors: FIELDS.map((field) => ({ field, value: null, expected: "what it must be" })) }),
  );

describe("a form of a warning", () => {
  it("tells a Chinese reader in Chinese what is wrong with each field, and an English one what the centre says", async () => {
    const { faults, send } = useFields();
    await send(refused);
    expect(Object.keys(faults.value)).toEqual(FIELDS);
    for (const words of Object.values(faults.value)) expect(words).toMatch(/^[^a-zA-Z]*\p{Script=Han}[^a-zA-Z]*$/u);
    lang.value = "en";
    await send(refused);
    expect(new Set(Object.values(faults.value))).toEqual(new Set(["what it must be"]));
  });
});
