import type { AlertKind, Level, Realm } from "./types";

/** What one person did, by name. */
export interface Step {
  readonly by: string;
  readonly name: string;
  readonly at: string;
}

/** The limit of one channel at the level of an order. */
export interface SiteLimit {
  readonly deviceId: string;
  readonly quantity: string;
  readonly unit: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly limit: number;
}

/** What is asked for when a standing order is drafted. */
export interface OrderDraft {
  readonly version: number | null;
  readonly level: Level;
  readonly kinds: readonly AlertKind[];
  readonly until: string;
  readonly sirens: readonly string[];
  readonly grounds: string;
}

export type OrderState = "draft" | "approved" | "in-force" | "expired" | "revoked";

/** A standing order on its way through the hands that make it. */
export interface OrderPaper extends OrderDraft {
  /** Whether people have made it; else it was given to a point of the exercise. */
  readonly paper: boolean;
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
  readonly pointName: string;
  readonly division: string;
  readonly realm: Realm;
  readonly state: OrderState;
  readonly limits: readonly SiteLimit[];
  /** Of the sirens and of the devices with limits. */
  readonly deviceNames: Readonly<Record<string, string>>;
  readonly drafted: Step | null;
  readonly approved: Step | null;
  readonly signed: Step | null;
  readonly revoked: Step | null;
  readonly revokedFor: string | null;
  readonly doubts: readonly { readonly code: string; readonly subject: string }[];
}

/** Everything of a device that a form can say. */
export interface DeviceForm {
  readonly id: string;
  readonly version?: number;
  readonly name: string;
  readonly model: string;
  readonly pointId: string | null;
  readonly division?: string;
  readonly gateway: string | null;
  readonly interval: number;
  readonly clockOffset: number;
  readonly power: string | null;
  readonly protocol: "shanshao" | "national";
  readonly channels: readonly {
    readonly quantity: string;
    readonly unit: string;
    readonly range?: readonly number[] | null;
  }[];
}

/** How a device stands where it stands; `null` where nobody has measured. */
export interface Installation {
  readonly version: number;
  readonly installedOn: string | null;
  readonly installedBy: string | null;
  readonly serial: string | null;
  readonly depth: number | null;
  readonly height: number | null;
  readonly azimuth: number | null;
  readonly note: string | null;
}

export interface CalibrationForm {
  readonly quantity: string;
  readonly calibratedOn: string;
  readonly factor: number;
  readonly zero: number;
  readonly certificate: string;
  readonly validUntil: string;
}

export interface Calibration extends CalibrationForm {
  readonly id: string;
  readonly enteredBy: string;
}

/** What is kept of a device beside what the job needs. */
export interface EquipmentRecord {
  readonly installation: Installation;
  readonly calibrations: readonly Calibration[];
  readonly loginSince: string | null;
  readonly history: readonly {
    readonly at: string;
    readonly who: string;
    readonly what: string;
    readonly detail: Readonly<Record<string, string>>;
  }[];
}

/** A calibration that has run out, or soon will. */
export interface Due {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly pointId: string | null;
  readonly quantity: string;
  readonly validUntil: string;
}

export const CAMERA_KINDS = ["rtsp", "webrtc", "gb28181"] as const;

export interface Camera {
  readonly id: string;
  readonly version: number;
  readonly pointId: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly height: number | null;
  readonly bearing: number;
  readonly view: number;
  readonly kind: (typeof CAMERA_KINDS)[number];
  readonly address: string;
}

export interface StoredCamera {
  readonly camera: Camera;
  readonly hasLogin: boolean;
}

export const TABLES = ["households", "points", "devices", "contacts"] as const;
export type TableKind = (typeof TABLES)[number];
