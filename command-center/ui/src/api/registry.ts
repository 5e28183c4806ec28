/** A GeoJSON polygon of one ring, longitude before latitude. */
export interface Zone {
  readonly type: "Polygon";
  readonly coordinates: readonly (readonly (readonly [lon: number, lat: number])[])[];
}

export const KINDS = [
  "landslide",
  "collapse",
  "debris-flow",
  "subsidence",
  "slope",
  "fissure",
  "land-subsidence",
] as const;
export const MOVEMENTS = ["fall", "topple", "slide", "spread", "flow"] as const;
export const MATERIALS = ["rock", "debris", "earth"] as const;
export const SCALES = ["small", "medium", "large", "giant"] as const;
export const STABILITIES = ["stable", "basically-stable", "less-stable", "unstable"] as const;
export const PRONENESS = ["high", "medium", "low"] as const;
export const MEASURES = [
  "retaining-wall",
  "anti-slide-pile",
  "anchoring",
  "drainage",
  "unloading",
  "toe-loading",
  "protective-net",
  "check-dam",
  "channel",
  "filling",
  "relocation",
  "other",
] as const;
export const ACCEPTANCES = ["pending", "passed", "failed"] as const;
export const PERSON_ROLES = [
  "responsible",
  "monitoring-chief",
  "monitor",
  "order-giver",
  "village-cadre",
  "village-head",
  "township",
  "county",
  "villager",
] as const;

/** What a survey found of a point; `null` until somebody has found it out. */
export interface Dossier {
  readonly movement: (typeof MOVEMENTS)[number] | null;
  readonly material: (typeof MATERIALS)[number] | null;
  readonly volume: number | null;
  readonly area: number | null;
  readonly length: number | null;
  readonly width: number | null;
  readonly thickness: number | null;
  readonly scale: (typeof SCALES)[number] | null;
  readonly stability: (typeof STABILITIES)[number] | null;
  readonly trend: (typeof STABILITIES)[number] | null;
  readonly proneness: (typeof PRONENESS)[number] | null;
  readonly households: number | null;
  readonly property: number | null;
  readonly foundOn: string | null;
  readonly surveyedOn: string | null;
  readonly zone: Zone | null;
}

/** What is typed of a point. */
export interface PointForm {
  readonly id: string;
  readonly unifiedNumber: string | null;
  readonly name: string;
  readonly kind: string;
  readonly division: string;
  readonly lon: number;
  readonly lat: number;
  readonly people: number;
  readonly villages: readonly string[];
  readonly dossier: Dossier;
}

export interface HazardPoint extends PointForm {
  readonly version: number;
  readonly realm: "live" | "exercise";
}

export interface Person {
  readonly id: string;
  readonly role: string;
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  /** Under which an order-giver signs. */
  readonly login?: string | null;
  /** Only where persons are read on their own. */
  readonly version?: number;
}

export interface PlanForm {
  readonly edition: string;
  readonly author: string;
  readonly preparedOn: string | null;
  readonly approvedBy: string | null;
  readonly approvedOn: string | null;
  readonly validUntil: string | null;
  readonly monitoring: string | null;
  readonly signal: string | null;
  readonly route: string | null;
  readonly shelter: string | null;
  readonly orderGiver: string | null;
}

export interface WorkForm {
  readonly measure: string;
  readonly name: string;
  readonly designer: string | null;
  readonly builder: string | null;
  readonly supervisor: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly acceptance: string;
  readonly acceptedOn: string | null;
  readonly acceptedBy: string | null;
  readonly cost: number | null;
  readonly note: string | null;
}

interface Stored {
  readonly id: string;
  readonly version: number;
}
export type Plan = PlanForm & Stored;
export type Work = WorkForm & Stored;

/** A photo or a document; its content lies at its own address. */
export interface PointFile {
  readonly id: string;
  readonly kind: "photo" | "document";
  readonly paperId: string | null;
  readonly name: string;
  readonly caption: string | null;
  readonly takenAt: string | null;
  readonly size: number;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly removedAt: string | null;
}

/** A point with all its records, as it stands or stood. */
export interface WholeFile {
  readonly at: string;
  readonly since: string;
  readonly until: string | null;
  readonly by: string;
  readonly point: HazardPoint;
  readonly scaleByVolume: string | null;
  readonly threat: string;
  readonly zoneArea: number | null;
  readonly persons: readonly Person[];
  readonly plans: readonly Plan[];
  readonly works: readonly Work[];
  readonly files: readonly PointFile[];
}

type Count = Readonly<Record<"households" | "people", number>>;

/** Who is there, and where to the danger zone. */
export interface People {
  readonly hasZone: boolean;
  readonly declared: number;
  readonly roster: Count;
  readonly inside: Count;
  readonly outside: Count;
  readonly unplaced: Count;
  readonly toWarn: Count;
  readonly households: readonly { readonly id: string; readonly where: "inside" | "outside" | "unplaced" }[];
}

/** What somebody has to see to. */
export interface Reminder {
  readonly code: string;
  readonly subject: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly mend: { readonly zh: string; readonly en: string };
}

export interface Change {
  readonly at: string;
  readonly by: string | null;
  readonly what: string;
  readonly id: string;
  readonly subject: string;
  readonly verb: "made" | "changed" | "removed";
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

export interface Zones {
  readonly type: "FeatureCollection";
  readonly features: readonly {
    readonly type: "Feature";
    readonly geometry: Zone;
    readonly properties: { readonly id: string; readonly name: string };
  }[];
}

export interface PersonForm {
  readonly name: string;
  readonly phone?: string;
  readonly role: string;
  /** Empty: none any more; left out it stays. */
  readonly login?: string;
}

/** A photo or a PDF on its way in. */
export interface Upload {
  readonly file: File;
  readonly caption: string;
  readonly paper: string | null;
}

const UPLOAD_MS = 120_000;

type Call = <T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  patience?: number,
) => Promise<T>;

/** What pages ask of the files of points. */
export function registryCalls(call: Call) {
  const of = (point: string) => `/api/v1/points/${encodeURIComponent(point)}`;
  const then = (at: string | null) => (at ? `?at=${encodeURIComponent(at)}` : "");
  const upload = (point: string, where: string, { file, caption, paper }: Upload) => {
    const asked = new URLSearchParams({ name: file.name, caption });
    if (paper) asked.set("paper", paper);
    return call<PointFile>("POST", `${of(point)}/${where}?${asked.toString()}`, file, UPLOAD_MS);
  };
  return {
    /** @param at as it stood then; `null`: now */
    file: (point: string, at: string | null) => call<WholeFile>("GET", `${of(point)}/dossier${then(at)}`),
    people: (point: string, at: string | null) => call<People>("GET", `${of(point)}/people${then(at)}`),
    reminders: (point: string) => call<readonly Reminder[]>("GET", `${of(point)}/reminders`),
    history: (point: string) => call<readonly Change[]>("GET", `${of(point)}/history`),
    zones: () => call<Zones>("GET", "/api/v1/zones"),
    makePoint: (form: PointForm) => call<HazardPoint>("POST", "/api/v1/points", form),
    changePoint: (version: number, form: PointForm) => call<HazardPoint>("PUT", of(form.id), { ...form, version }),
    persons: (point: string, at: string | null) => call<readonly Person[]>("GET", `${of(point)}/contacts${then(at)}`),
    savePerson: (point: string, before: Person | null, form: PersonForm) =>
      before
        ? call<Person>("PUT", `${of(point)}/contacts/${before.id}`, { ...form, version: before.version })
        : call<Person>("POST", `${of(point)}/contacts`, form),
    removePerson: (point: string, { id, version }: Person) =>
      call<unknown>("DELETE", `${of(point)}/contacts/${id}?version=${version ?? 0}`),
    savePlan: (point: string, before: Plan | null, form: PlanForm) =>
      before
        ? call<Plan>("PUT", `${of(point)}/plans/${before.id}`, { ...form, version: before.version })
        : call<Plan>("POST", `${of(point)}/plans`, form),
    removePlan: (point: string, { id, version }: Plan) =>
      call<unknown>("DELETE", `${of(point)}/plans/${id}?version=${version}`),
    saveWork: (point: string, before: Work | null, form: WorkForm) =>
      before
        ? call<Work>("PUT", `${of(point)}/works/${before.id}`, { ...form, version: before.version })
        : call<Work>("POST", `${of(point)}/works`, form),
    removeWork: (point: string, { id, version }: Work) =>
      call<unknown>("DELETE", `${of(point)}/works/${id}?version=${version}`),
    addPhoto: (point: string, photo: Upload) => upload(point, "photos", photo),
    addDocument: (point: string, document: Upload) => upload(point, "documents", document),
    removeFile: (point: string, id: string) => call<unknown>("DELETE", `${of(point)}/files/${id}`),
  };
}

/** Where the content of a file is fetched. */
export const fileAddress = (point: string, id: string): string =>
  `/api/v1/points/${encodeURIComponent(point)}/files/${id}`;
