import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import type { WarningView } from "@/api/warnings";
import { notice, warningView } from "@/fixtures/warnings";
import { api } from "./centre";
import { decide } from "./deciding";

const call = vi.spyOn(api, "call");
const clash = () => new ApiError(409, { detail: "another version" });
/** The centre takes a decision on that version only. */
const takes = (version: number) => (seen: number) =>
  seen === version ? Promise.resolve("done") : Promise.reject(clash());
const nowIs = (changes: Partial<WarningView>) =>
  call.mockResolvedValue(warningView({ version: 9, ...changes }) as never);

beforeEach(() => void call.mockReset());

describe("a decision on a warning that moves", () => {
  it("holds where only its readings moved", async () => {
    nowIs({});
    await expect(decide(warningView({ version: 3 }), takes(9))).resolves.toBe("done");
    expect(call).toHaveBeenCalledTimes(1);
  });

  it("asks for nothing when it is taken at once", async () => {
    await expect(decide(warningView({ version: 3 }), takes(3))).resolves.toBe("done");
    expect(call).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<WarningView>]>([
    ["it rose", { level: "red" }],
    ["somebody judged it", { state: "verified" }],
    ["people were told meanwhile", { notices: [notice({ state: "issued" })] }],
    ["it became quiet", { quiet: true }],
  ])("is refused where %s", async (_, changes) => {
    nowIs(changes);
    const shown = warningView({ version: 3, level: "orange" });
    await expect(decide(shown, takes(9))).rejects.toBeInstanceOf(ApiError);
  });

  it("is refused where the version is not the reason, and where anything else went wrong", async () => {
    nowIs({ version: 3 });
    await expect(decide(warningView({ version: 3 }), takes(7))).rejects.toBeInstanceOf(ApiError);
    const broken = () => Promise.reject(new ApiError(503, {}));
    await expect(decide(warningView(), broken)).rejects.toMatchObject({ status: 503 });
    expect(call).toHaveBeenCalledTimes(1);
  });

  it("gives up on one that never rests", async () => {
    let version = 3;
    call.mockImplementation(() => Promise.resolve(warningView({ version: ++version }) as never));
    const act = vi.fn(() => Promise.reject(clash()));
    await expect(decide(warningView({ version: 3 }), act)).rejects.toBeInstanceOf(ApiError);
    expect(act).toHaveBeenCalledTimes(4);
  });
});
