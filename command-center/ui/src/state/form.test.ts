import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/client";
import { useForm } from "./form";

const refused = (...fields: string[]) =>
  Promise.reject(
    new ApiError(422, { errors: fields.map((field) => ({ field, value: null, expected: "a telephone number" })) }),
  );

describe("a form", () => {
  it("tells a fault at its field, and nothing as a whole", async () => {
    const { failure, faults, attempt } = useForm();
    await attempt(() => refused("phone"), ["phone", "role"]);
    expect(faults.value).toEqual({ phone: "不符合要求：a telephone number" });
    expect(failure.value).toBeNull();
  });

  it("tells in words what a regular expression demands", async () => {
    const { faults, attempt } = useForm();
    const errors = ["username", "other"].map((field) => ({
      field,
      value: null,
      expected: 'must match "[A-Za-z0-9._-]{1,64}"',
    }));
    await attempt(() => Promise.reject(new ApiError(422, { errors })), ["username", "other"]);
    expect(faults.value).toEqual({
      username: "不符合要求：1–64 个字母、数字、点、- 或 _",
      other: "不符合要求：格式不对",
    });
  });

  it("tells a fault as a whole that none of its fields has", async () => {
    const { failure, faults, attempt } = useForm();
    await attempt(() => refused("elsewhere"), ["phone"]);
    expect(faults.value).toEqual({});
    expect(failure.value).toContain("elsewhere");
  });

  it("forgets what was wrong at the next attempt", async () => {
    const { failure, faults, attempt } = useForm();
    await attempt(() => refused("phone"), ["phone"]);
    await attempt(() => Promise.reject(new ApiError(409, {})), ["phone"]);
    expect(faults.value).toEqual({});
    expect(failure.value).not.toBeNull();
    await attempt(() => Promise.resolve());
    expect(failure.value).toBeNull();
  });
});
