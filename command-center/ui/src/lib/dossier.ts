import type { Dossier, HazardPoint, PointForm } from "@/api/registry";
import { type Vertex, verticesOf, zoneOf } from "./zone";

/** A point in the making: every field is text, as it stands in its input. */
export interface PointDraft {
  id: string;
  unifiedNumber: string;
  name: string;
  kind: string;
  division: string;
  lon: string;
  lat: string;
  people: string;
  villages: string;
  movement: string;
  material: string;
  volume: string;
  area: string;
  length: string;
  width: string;
  thickness: string;
  scale: string;
  stability: string;
  trend: string;
  proneness: string;
  households: string;
  property: string;
  foundOn: string;
  surveyedOn: string;
  zone: readonly Vertex[];
}

/** Forms write property in units of so many yuan (万元). */
const MYRIAD = 10_000;

export const EMPTY_DRAFT: PointDraft = {
  id: "",
  unifiedNumber: "",
  name: "",
  kind: "landslide",
  division: "",
  lon: "",
  lat: "",
  people: "0",
  villages: "",
  movement: "",
  material: "",
  volume: "",
  area: "",
  length: "",
  width: "",
  thickness: "",
  scale: "",
  stability: "",
  trend: "",
  proneness: "",
  households: "",
  property: "",
  foundOn: "",
  surveyedOn: "",
  zone: [],
};

const textOf = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? "" : String(value);

export function draftOfPoint(point: HazardPoint): PointDraft {
  const d = point.dossier;
  return {
    id: point.id,
    unifiedNumber: textOf(point.unifiedNumber),
    name: point.name,
    kind: point.kind,
    division: point.division,
    lon: textOf(point.lon),
    lat: textOf(point.lat),
    people: textOf(point.people),
    villages: point.villages.join("、"),
    movement: textOf(d.movement),
    material: textOf(d.material),
    volume: textOf(d.volume),
    area: textOf(d.area),
    length: textOf(d.length),
    width: textOf(d.width),
    thickness: textOf(d.thickness),
    scale: textOf(d.scale),
    stability: textOf(d.stability),
    trend: textOf(d.trend),
    proneness: textOf(d.proneness),
    households: textOf(d.households),
    property: d.property === null ? "" : textOf(d.property / MYRIAD),
    foundOn: textOf(d.foundOn),
    surveyedOn: textOf(d.surveyedOn),
    zone: verticesOf(d.zone),
  };
}

const word = <T extends string>(text: string): T | null => (text.trim() === "" ? null : (text.trim() as T));
// an input of type number gives numbers
const numberOf = (text: string | number): number | null => (String(text).trim() === "" ? null : Number(text));

/** What is sent. */
export function formOfPoint(draft: PointDraft): PointForm {
  const property = numberOf(draft.property);
  const dossier: Dossier = {
    movement: word(draft.movement),
    material: word(draft.material),
    volume: numberOf(draft.volume),
    area: numberOf(draft.area),
    length: numberOf(draft.length),
    width: numberOf(draft.width),
    thickness: numberOf(draft.thickness),
    scale: word(draft.scale),
    stability: word(draft.stability),
    trend: word(draft.trend),
    proneness: draft.kind === "debris-flow" ? word(draft.proneness) : null,
    households: numberOf(draft.households),
    property: property === null ? null : Math.round(property * MYRIAD),
    foundOn: word(draft.foundOn),
    surveyedOn: word(draft.surveyedOn),
    zone: zoneOf(draft.zone),
  };
  return {
    id: draft.id.trim(),
    unifiedNumber: word(draft.unifiedNumber),
    name: draft.name.trim(),
    kind: draft.kind,
    division: draft.division,
    lon: Number(draft.lon),
    lat: Number(draft.lat),
    people: numberOf(draft.people) ?? 0,
    villages: draft.villages
      .split(/[、,，;；]/)
      .map((village) => village.trim())
      .filter((village) => village !== ""),
    dossier,
  };
}

export type DraftKey = keyof PointDraft;

const same = (a: PointDraft[DraftKey], b: PointDraft[DraftKey]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fields of which both have made something else than `base` was. */
export function clashesOf(base: PointDraft, mine: PointDraft, theirs: PointDraft): DraftKey[] {
  const keys = Object.keys(base) as DraftKey[];
  return keys.filter(
    (key) => !same(mine[key], theirs[key]) && !same(mine[key], base[key]) && !same(theirs[key], base[key]),
  );
}

/** What they changed and I did not is taken as theirs; where both changed it, mine stays until chosen otherwise. */
export function merged(base: PointDraft, mine: PointDraft, theirs: PointDraft): PointDraft {
  const result: Record<string, unknown> = { ...mine };
  for (const key of Object.keys(base) as DraftKey[]) {
    if (same(mine[key], base[key])) result[key] = theirs[key];
  }
  return result as unknown as PointDraft;
}

/** All fields in which the two differ, whoever changed them. */
export const differencesOf = (mine: PointDraft, theirs: PointDraft): DraftKey[] =>
  (Object.keys(mine) as DraftKey[]).filter((key) => !same(mine[key], theirs[key]));
