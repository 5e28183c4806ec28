import { expect, test } from "vitest";
import { point } from "@/fixtures/scenery";
import { alarmFeatures, alarmsOf, quietFeatures, zoneFeatures } from "./features";

const told = point({ id: "told", warned: "red" });
const risen = point({ id: "risen", level: "orange", warned: "yellow" });
const calm = point({ id: "calm" });

test("a slope that people were told to leave is no calm one, though no instrument says anything there", () => {
  expect(alarmsOf([told, risen, calm]).map(({ point: { id }, level }) => [id, level])).toEqual([
    ["told", "red"],
    ["risen", "orange"],
  ]);
  expect(quietFeatures([told, risen, calm]).features.map(({ properties }) => properties?.["id"])).toEqual(["calm"]);
  expect(alarmFeatures([told]).features[0]?.properties).toMatchObject({ level: "red", rank: 4 });
});

test("its danger zone has the colour that the point has", () => {
  const zones = {
    type: "FeatureCollection" as const,
    features: [
      {
        type: "Feature" as const,
        geometry: { type: "Polygon" as const, coordinates: [[]] },
        properties: { id: "told" },
      },
    ],
  };
  expect(zoneFeatures(zones as never, [told]).features[0]?.properties).toEqual({ id: "told", level: "red" });
});

test("the name of a slope of an exercise says so on the map, and that of a real one does not", () => {
  const names = (["live", "exercise"] as const).map(
    (realm) =>
      alarmFeatures([point({ name: "北沟", realm, warned: "red" })]).features[0]?.properties?.["name"] as string,
  );
  expect(names).toEqual(["北沟", "北沟 演练"]);
});
