/** A phone and who answers it; `phone` is masked unless it was asked for in full. */
export interface Line {
  readonly name: string;
  readonly phone: string;
}

/** A place or an office, and who is in charge there. */
export interface Unit {
  readonly place: string;
  readonly head: string | null;
  readonly phone: string | null;
}

export interface Member {
  readonly name: string;
  readonly sex: "m" | "f" | null;
  readonly age: number | null;
}

export const HOUSEHOLD_KINDS = ["family", "school", "camp", "visitors"] as const;
export type HouseholdKind = (typeof HOUSEHOLD_KINDS)[number];

/** What is typed of a household, camp or school. */
export interface HouseholdForm {
  readonly number: string;
  readonly kind: HouseholdKind;
  readonly name: string;
  readonly people: number;
  readonly address: string;
  readonly houseKind: string | null;
  readonly members: readonly Member[];
  readonly lines: readonly Line[];
  readonly language: string;
  readonly position: string | null;
  readonly precautions: string | null;
  readonly route: string | null;
  readonly shelter: Unit | null;
  readonly medical: Unit | null;
  readonly runner: Line | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface Household extends HouseholdForm {
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
}

export interface HouseholdVersion {
  readonly version: number;
  readonly since: string;
  readonly until: string | null;
  readonly by: string;
  readonly household: Household | null;
}

/** What the card of a point says beside the point itself. */
export interface PointCard {
  readonly version: number;
  readonly fieldNumber: string | null;
  readonly location: string | null;
  readonly scale: string | null;
  readonly triggers: string | null;
  readonly threatened: string | null;
  readonly property: number | null;
  readonly signs: string | null;
  readonly methods: string | null;
  readonly criterion: string | null;
  readonly shelter: string | null;
  readonly route: string | null;
  readonly signal: string | null;
  readonly dutyPhone: string | null;
  readonly rescue: Unit | null;
  readonly security: Unit | null;
  readonly medical: Unit | null;
  readonly issuer: Unit | null;
  readonly issuedOn: string | null;
  readonly holder: Line | null;
  readonly heldOn: string | null;
}

/** Everything that the printed cards of a point say. */
export interface Cards {
  readonly point: {
    readonly id: string;
    readonly name: string;
    readonly unifiedNumber: string | null;
    readonly kind: string;
    readonly realm: "live" | "exercise";
  };
  /** As it was filled in. */
  readonly card: PointCard | null;
  /** With what was taken over from the plan in force and the file of the point. */
  readonly printed: PointCard;
  /** Which fields were, and from where. */
  readonly taken: Readonly<Record<string, "plan" | "file">>;
  /** By the plan. */
  readonly orderGiver: string | null;
  readonly persons: readonly { readonly role: string; readonly name: string; readonly phone: string }[];
  readonly households: readonly Household[];
  readonly printedBy: string;
  readonly printedAt: string;
}

export interface CellFault {
  readonly row: number;
  readonly column: string;
  readonly value: string | null;
  readonly expected: { readonly zh: string; readonly en: string };
}

/** A table on its way in. */
export interface Import {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly state: "PREVIEW" | "RUNNING" | "DONE" | "FAILED";
  readonly rows: number;
  readonly made: number;
  readonly changed: number;
  readonly same: number;
  readonly done: number;
  readonly faultCount: number;
  readonly faults: readonly CellFault[];
  readonly reason: string | null;
}

/** A table that was taken in. */
export interface Lot {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly division: string;
  readonly takenBy: string;
  readonly takenAt: string;
  readonly made: number;
  readonly changed: number;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

/** Something that people's lives hang on, of which there is only one. */
export interface Weakness {
  readonly pointName: string;
  readonly division: string;
  readonly since: string;
  readonly weakness: {
    readonly pointId: string;
    readonly code: string;
    readonly subject: string;
    readonly text: { readonly zh: string; readonly en: string };
    readonly mend: { readonly zh: string; readonly en: string };
  };
}
