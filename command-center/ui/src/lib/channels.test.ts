import { describe, expect, it } from "vitest";
import { after, alert, device, limit } from "@/fixtures/scenery";
import { curvesOf, rainCurve, withValues } from "./channels";

const channel = (quantity: string, limits = [limit("red", 1)].slice(1)) => ({
  quantity,
  unit: "mm",
  value: 1,
  at: after(0),
  flag: 1,
  limits,
});

describe("the curves of a point", () => {
  const devices = [
    device({ id: "rain1", channels: [channel("rain.total")] }),
    device({ id: "gnss1", channels: [channel("displacement.e"), channel("battery"), channel("crack")] }),
    device({ id: "tilt1", channels: [channel("tilt.x", [limit("red", 2)])] }),
    device({ id: "old", state: "retired", channels: [channel("crack")] }),
  ];

  it("begin with the one that explains the worst alert; rain stands last, housekeeping and retired devices nowhere", () => {
    const found = curvesOf(devices, alert()).map((curve) => `${curve.device.id} ${curve.channel.quantity}`);
    expect(found).toEqual(["gnss1 crack", "tilt1 tilt.x", "gnss1 displacement.e", "rain1 rain.total"]);
  });

  it("find the gauge whose rain hangs from the top", () => {
    expect(rainCurve(curvesOf(devices, undefined))?.device.id).toBe("rain1");
  });
});

describe("live values", () => {
  const held = [device({ channels: [channel("crack")] })];
  const live = (at: string, value: number, quantity = "crack") => [{ quantity, value, unit: "mm", at, flag: 1 }];

  it("replace the value of their channel and refresh the device", () => {
    const [found] = withValues(held, "gnss1", after(11), live(after(10), 7));
    expect(found?.channels[0]?.value).toBe(7);
    expect(found?.lastSeen).toBe(after(11));
  });

  it("leave a newer value alone", () => {
    expect(withValues(held, "gnss1", after(11), live(after(-10), 7))[0]?.channels[0]?.value).toBe(1);
  });

  it("bring a quantity that was not known before", () => {
    const [found] = withValues(held, "gnss1", after(11), live(after(10), 21, "temperature"));
    expect(found?.channels.map(({ quantity }) => quantity)).toEqual(["crack", "temperature"]);
  });
});
