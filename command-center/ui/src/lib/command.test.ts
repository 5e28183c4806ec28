import { describe, expect, it } from "vitest";
import { device } from "@/fixtures/scenery";
import { actionsFor, formOf, isComplete } from "./command";

const ARGS = { seconds: 30, level: "red" as const, text: " 请立即 \n 转移 " };
const siren = device({ model: "siren" });

describe("what may be said to a device", () => {
  it("is to sound for a siren, and to measure for an instrument", () => {
    expect(actionsFor(siren, "administrator")).toEqual(["status", "reboot", "siren", "stop", "broadcast"]);
    expect(actionsFor(device(), "administrator")).toEqual(["sample", "status", "interval", "reboot"]);
  });

  it("goes by the role: a live siren is a signer's, to silence it everybody's who operates", () => {
    const live = { ...siren, realm: "live" as const };
    expect(actionsFor(live, "administrator")).not.toContain("siren");
    expect(actionsFor(live, "signer")).toContain("siren");
    expect(actionsFor(live, "duty")).toEqual(["status", "stop"]);
    expect(actionsFor(siren, "duty")).toContain("siren");
    expect(actionsFor(siren, "viewer")).toEqual([]);
  });

  it("is nothing for one that is retired, or that only its gateway can reach", () => {
    expect(actionsFor(device({ state: "retired" }), "administrator")).toEqual([]);
    expect(actionsFor(device({ gateway: "gw1" }), "administrator")).toEqual([]);
  });

  it("is complete with its arguments only", () => {
    expect(isComplete("sample", { ...ARGS, seconds: null, text: "" })).toBe(true);
    expect([null, 0, 1.5, 90_000].map((seconds) => isComplete("interval", { ...ARGS, seconds }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isComplete("interval", ARGS)).toBe(true);
    expect(isComplete("broadcast", { ...ARGS, text: "  " })).toBe(false);
  });

  it("goes out in the words of the contract, for a minute, in the device's realm", () => {
    expect(formOf("interval", ARGS, "live")).toEqual({
      do: "interval",
      args: { sample: "30" },
      realm: "live",
      expiresIn: 60,
    });
    expect(formOf("siren", ARGS, "exercise").args).toEqual({ level: "red" });
    expect(formOf("broadcast", ARGS, "exercise").args).toEqual({ text: "请立即 转移" });
    expect(formOf("stop", ARGS, "exercise").args).toEqual({});
  });
});
