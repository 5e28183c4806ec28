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
