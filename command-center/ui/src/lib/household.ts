import type { Household, HouseholdForm, Line, Member, Unit } from "@/api/residents";

/** As many people, members and lines as a card and a sheet have room for. */
export const MOST_LINES = 3;
export const MOST_MEMBERS = 8;

/** A household in the making: every field is text, as it stands in its input. */
export interface Draft {
  number: string;
  kind: HouseholdForm["kind"];
  name: string;
  people: string;
  address: string;
  houseKind: string;
  language: string;
  lines: { name: string; phone: string }[];
  runner: { name: string; phone: string };
  position: string;
  precautions: string;
  route: string;
  shelter: { place: string; head: string; phone: string };
  medical: { place: string; head: string; phone: string };
  members: { name: string; sex: "" | "m" | "f"; age: string }[];
  from: string;
  to: string;
  lon: string;
  lat: string;
}

export const emptyDraft = (): Draft => ({
  number: "",
  kind: "family",
  name: "",
  people: "",
  address: "",
  houseKind: "",
  language: "zh",
  lines: [{ name: "", phone: "" }],
  runner: { name: "", phone: "" },
  position: "",
  precautions: "",
  route: "",
  shelter: { place: "", head: "", phone: "" },
  medical: { place: "", head: "", phone: "" },
  members: [],
  from: "",
  to: "",
  lon: "",
  lat: "",
});

const unitDraft = (unit: Unit | null) => ({
  place: unit?.place ?? "",
  head: unit?.head ?? "",
  phone: unit?.phone ?? "",
});

export const draftOf = (h: Household): Draft => ({
  number: h.number,
  kind: h.kind,
  name: h.name,
  people: String(h.people),
  address: h.address,
  houseKind: h.houseKind ?? "",
  language: h.language,
  lines: h.lines.length > 0 ? h.lines.map(({ name, phone }) => ({ name, phone })) : [{ name: "", phone: "" }],
  runner: { name: h.runner?.name ?? "", phone: h.runner?.phone ?? "" },
  position: h.position ?? "",
  precautions: h.precautions ?? "",
  route: h.route ?? "",
  shelter: unitDraft(h.shelter),
  medical: unitDraft(h.medical),
  members: h.members.map(({ name, sex, age }) => ({ name, sex: sex ?? "", age: age === null ? "" : String(age) })),
  from: h.from ?? "",
  to: h.to ?? "",
  lon: h.lon === null ? "" : String(h.lon),
  lat: h.lat === null ? "" : String(h.lat),
});

const textOf = (text: string): string | null => (text.trim() === "" ? null : text.trim());

const numberOf = (text: string): number | null => (textOf(String(text)) === null ? null : Number(text));

/** Where nobody is named, the head of the household answers. */
const lineOf = (line: { name: string; phone: string }, head: string): Line | null =>
  textOf(line.phone) === null ? null : { name: textOf(line.name) ?? head.trim(), phone: line.phone.trim() };

const unitOf = (unit: { place: string; head: string; phone: string }): Unit | null =>
  textOf(unit.place) === null ? null : { place: unit.place.trim(), head: textOf(unit.head), phone: textOf(unit.phone) };

const isLine = (line: Line | null): line is Line => line !== null;

/** What is sent; empty lines and members are left out. */
export const formOf = (draft: Draft): HouseholdForm => ({
  number: draft.number.trim(),
  kind: draft.kind,
  name: draft.name.trim(),
  people: Number(draft.people),
  address: draft.address.trim(),
  houseKind: textOf(draft.houseKind),
  language: draft.language,
  lines: draft.lines.map((line) => lineOf(line, draft.name)).filter(isLine),
  runner: lineOf(draft.runner, ""),
  position: textOf(draft.position),
  precautions: textOf(draft.precautions),
  route: textOf(draft.route),
  shelter: unitOf(draft.shelter),
  medical: unitOf(draft.medical),
  members: draft.members
    .filter(({ name }) => textOf(name) !== null)
    .map(({ name, sex, age }): Member => ({
      name: name.trim(),
      sex: sex === "" ? null : sex,
      age: textOf(age) === null ? null : Number(age),
    })),
  from: textOf(draft.from),
  to: textOf(draft.to),
  lon: numberOf(draft.lon),
  lat: numberOf(draft.lat),
});

/** A day of the bureau, whatever the zone of the machine: the end of that day in Asia/Shanghai, as an instant. */
export const endOfDay = (day: string): string => `${day}T23:59:59+08:00`;

/** The day of the bureau at that time, as a field of the kind `date` takes it. */
export const chinaDay = (time: number): string => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);
