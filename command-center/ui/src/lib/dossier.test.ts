import { describe, expect, it } from "vitest";
import type { HazardPoint } from "@/api/registry";
import { clashesOf, differencesOf, draftOfPoint, EMPTY_DRAFT, formOfPoint, merged } from "./dossier";

const point: HazardPoint = {
  id: "jl-1",
  version: 3,
  realm: "exercise",
  unifiedNumber: "220282010017",
  name: "老岭沟后山",
  kind: "landslide",
  division: "220282",
  lon: 126.75,
  lat: 42.97,
  people: 83,
  villages: ["老岭村", "沟口屯"],
  dossier: {
    movement: "slide",
    material: null,
    volume: 120_000,
    area: null,
    length: 210.5,
    width: null,
    thickness: null,
    scale: "medium",
    stability: "less-stable",
    trend: null,
    proneness: null,
    households: 21,
    property: 3_600_000,
    foundOn: null,
    surveyedOn: "2026-05-06",
    zone: {
      type: "Polygon",
      coordinates: [
        [
          [126.749, 42.969],
          [126.752, 42.969],
          [126.752, 42.972],
          [126.749, 42.969],
        ],
      ],
    },
  },
};

describe("the file of a point", () => {
  it("goes into a form and comes out as it was", () => {
    expect({ version: 3, realm: "exercise", ...formOfPoint(draftOfPoint(point)) }).toEqual(point);
  });

  it("writes property in 万元", () => {
    expect(draftOfPoint(point).property).toBe("360");
    expect(formOfPoint({ ...draftOfPoint(point), property: "12.5" }).dossier.property).toBe(125_000);
  });

  it("says of a debris flow alone how prone it is", () => {
    expect(formOfPoint({ ...EMPTY_DRAFT, proneness: "high" }).dossier.proneness).toBeNull();
    expect(formOfPoint({ ...EMPTY_DRAFT, kind: "debris-flow", proneness: "high" }).dossier.proneness).toBe("high");
  });
});

describe("two who change a point at once", () => {
  const base = draftOfPoint(point);
  const mine = { ...base, people: "95", name: "老岭沟" };
  const theirs = { ...base, people: "90", volume: "130000" };

  it("clash only where both changed a field", () => {
    expect(clashesOf(base, mine, theirs)).toEqual(["people"]);
    expect(clashesOf(base, mine, { ...theirs, people: "95" })).toEqual([]);
  });

  it("keep what each changed alone", () => {
    const both = merged(base, mine, theirs);
    expect(both.name).toBe("老岭沟");
    expect(both.volume).toBe("130000");
    expect(both.people).toBe("95");
    expect(differencesOf(both, theirs)).toEqual(["name", "people"]);
  });
});
