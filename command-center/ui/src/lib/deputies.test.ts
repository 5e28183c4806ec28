import { describe, expect, it } from "vitest";
import { deputiesOf } from "./deputies";

describe("who signs in another's place", () => {
  it("is somebody else of the same role", () => {
    const names = [
      { username: "zhao", displayName: "赵", role: "signer" },
      { username: "qian", displayName: "钱", role: "signer" },
      { username: "sun", displayName: "孙", role: "duty" },
    ] as const;
    expect(deputiesOf(names, { username: "zhao", role: "signer" }).map(({ username }) => username)).toEqual(["qian"]);
  });
});
