import type { Level } from "./level";
import type { KnownMask, MaskEffect } from "./masks";

/** The wire between the command centre and its faces. Times are RFC 3339 in UTC. */

export type { Level } from "./level";
export type Severity = "low" | "medium" | "high";
export type Realm = "live" | "exercise";
export type AlertState = "raised" | "escalated" | "eased" | "cleared";
export type AlertKind =
  "threshold" | "trend" | "rainfall" | "debris-flow" | "tilt" | "camera" | "offline" | "quality" | "fused";

export interface Evidence {
  readonly deviceId: string;
  readonly quantity: string;
  readonly value: number;
  readonly at: string;
  readonly why: string;
}

export interface Forecast {
  readonly failureAt: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly method: string;
  readonly r2: number | null;
  readonly refusedBy: string | null;
}

/** A level of a point that is only held: the evidence has been below it `since`, and it falls `until` at the earliest. */
export interface Hold {
  readonly since: string;
  readonly until: string;
  /** What the evidence says now; `null` for normal. */
  readonly evidence: Level | null;
}

/** An alert as it travels by MQTT: every key always present. */
export interface Alert {
  readonly id: string;
  readonly seq: number;
  readonly target: string;
  readonly realm: Realm;
  readonly state: AlertState;
  readonly level: Level | null;
  readonly highest: Level | null;
  readonly severity: Severity | null;
  readonly kind: AlertKind;
  readonly pointId: string | null;
  readonly deviceId: string | null;
  readonly division: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly quantity: string | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly limit: number | null;
  readonly confidence: number;
  readonly corroborated: boolean;
  readonly standingOrder: string | null;
  readonly since: string;
  readonly at: string;
  readonly detectedAt: string;
  readonly forecast: Forecast | null;
  readonly hold: Hold | null;
  readonly evidence: readonly Evidence[];
  readonly text: { readonly zh: string; readonly en: string };
}

export interface AlertStep {
  readonly seq: number;
  readonly state: AlertState;
  readonly level: Level | null;
  readonly at: string;
  readonly detectedAt: string;
  readonly value: number | null;
  /** It did not stand on a single doubtful reading of one instrument. */
  readonly sure?: boolean;
  /** How many instruments its evidence was of. */
  readonly devices?: number;
  /** They bore each other out. */
  readonly corroborated?: boolean;
}

export interface AlertView extends Alert {
  readonly pointName: string | null;
  readonly deviceName: string | null;
  readonly open: boolean;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly firstAt: string;
  readonly history: readonly AlertStep[];
  /** Spans that somebody has called bad, and that lie in it or were made while it was open. */
  readonly masks?: readonly KnownMask[];
}

export interface PointView {
  readonly id: string;
  readonly version: number;
  readonly unifiedNumber: string | null;
  readonly name: string;
  readonly kind: string;
  readonly division: string;
  readonly county: string | null;
  readonly prefecture: string | null;
  readonly realm: Realm;
  readonly lon: number;
  readonly lat: number;
  readonly people: number;
  readonly villages: readonly string[];
  /** The worst of its open alerts. */
  readonly level: Level | null;
  readonly since: string | null;
  /** What people were told there, or what was reported by hand, whatever its instruments say. */
  readonly warned: Level | null;
  readonly blind: boolean;
  /** Why no alert can come of it. */
  readonly unguarded: "no-device" | "no-rule" | null;
  /** It has a monitor: somebody who can be asked to look. */
  readonly watched: boolean;
  readonly devices: readonly string[];
}

export interface Limit {
  readonly level: Level;
  readonly value: number;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly below: boolean;
  readonly absolute: boolean;
}

/** A span of a channel whose readings are bad, at `/api/v1/devices/{id}/masks`; `to` is `null` in those from before all had an end. */
export interface Mask {
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
  readonly by: string;
  /** Who agreed, where an alert stood on the channel. */
  readonly confirmedBy: string | null;
  /** When it came into force. */
  readonly at: string | null;
}

export interface Channel {
  readonly quantity: string;
  readonly unit: string;
  readonly value: number | null;
  readonly at: string | null;
  readonly flag: number | null;
  readonly limits: readonly Limit[];
}

export interface RejectedPayload {
  readonly t: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly index: number | null;
  readonly payload: string;
}

export type DeviceState = "commissioning" | "service" | "maintenance" | "retired";

export interface DeviceView {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly pointId: string | null;
  readonly state: DeviceState;
  /** End of a maintenance. */
  readonly until: string | null;
  readonly realm: Realm;
  readonly online: boolean | null;
  readonly lastSeen: string | null;
  readonly battery: number | null;
  /** Seconds between two readings when all is well. */
  readonly interval: number;
  readonly gateway: string | null;
  readonly channels: readonly Channel[];
  readonly rejected: { readonly count: number; readonly last: readonly RejectedPayload[] };
}

/** A device as the registry lists it: without its values. */
export interface DeviceRecord {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly model: string;
  readonly pointId: string | null;
  readonly division: string;
  readonly state: DeviceState;
  readonly until: string | null;
  readonly realm: Realm;
  readonly gateway: string | null;
  /** Seconds between two readings when all is well. */
  readonly interval: number;
  /** Seconds to add to its times. */
  readonly clockOffset?: number;
  readonly power?: string | null;
  readonly protocol?: "shanshao" | "national";
  readonly channels: readonly {
    readonly quantity: string;
    readonly unit: string;
    readonly range?: readonly number[] | null;
    readonly masks?: readonly Mask[] | null;
    /** What is added to its values, from when on: a replaced sensor leaves no step. */
    readonly datum?: readonly { readonly from: string; readonly offset: number }[] | null;
  }[];
}

export type CommandState = "sent" | "acknowledged" | "refused" | "expired" | "unsent";

/** A command to a device, and what became of it. */
export interface CommandView {
  readonly id: string;
  readonly deviceId: string;
  readonly do: string;
  readonly args: Readonly<Record<string, string>>;
  /** Who gave it; `job` where a standing order did. */
  readonly by: string;
  readonly realm: Realm;
  readonly sentAt: string;
  readonly expires: string;
  readonly state: CommandState;
  readonly answeredAt: string | null;
  readonly detail: string | null;
}

export interface CommandForm {
  readonly do: string;
  readonly args: Readonly<Record<string, string>>;
  readonly realm: Realm;
  readonly expiresIn: number;
}

/** The way of a debris flow: metres along the channel, rising downstream. */
export interface Flow {
  readonly stations: readonly { readonly deviceId: string; readonly chainage: number }[];
  readonly village: number | null;
}

/** By which the job sounds sirens without asking anybody. */
export interface StandingOrder {
  readonly id: string;
  readonly level: Level;
  readonly kinds: readonly AlertKind[];
  readonly until: string;
  readonly sirens: readonly string[];
}

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

interface Risk {
  readonly grade: number;
  readonly level: Level | null;
  readonly rank: number;
  /** The gauge that stands highest, and why. */
  readonly worst: string;
  readonly why: string;
}

export interface RiskNow extends Risk {
  readonly gauges: number;
  /** Of them those whose rank may be too low: too much of their day is missing. */
  readonly incomplete: number;
}

export interface RiskAhead extends Risk {
  readonly mm: number;
  /** Of how many of the next 24 hours the forecast speaks. */
  readonly hours: number;
  readonly source: string;
  readonly issuedAt: string;
}

/** The rain risk of a division. */
export interface DivisionRisk {
  readonly division: string;
  readonly realm: Realm;
  readonly at: string;
  readonly now: RiskNow | null;
  readonly next24h: RiskAhead | null;
}

/** Forecast rain of a source, complete: a later one takes its place. */
export interface RainForecast {
  readonly source: string;
  readonly issuedAt: string;
  readonly divisions: Readonly<
    Record<string, readonly { readonly from: string; readonly to: string; readonly mm: number }[]>
  >;
}

export interface PointDetail extends PointView {
  readonly flow: Flow | null;
  readonly standingOrders: readonly StandingOrder[];
  readonly monitor: { readonly name: string; readonly phone: string } | null;
  readonly deviceList: readonly DeviceView[];
  /** Those that stand, or wait for a second person. */
  readonly masks?: readonly KnownMask[];
  readonly alerts: readonly AlertView[];
  readonly messages: readonly MessageView[];
  /** Realms in which the person of a message can be called. */
  readonly callable?: readonly Realm[];
}

export type MessageState = "queued" | "submitted" | "simulated" | "delivered" | "failed" | "outcome-unknown";
export type Meaning =
  | "real"
  | "nothing"
  | "moved"
  | "part"
  | "still-there"
  | "refused"
  | "help"
  | "wrong-person"
  | "returned"
  | "accepted"
  | "declined"
  | "seen"
  | "stop"
  | "text";

export interface ReplyInMessage {
  /** `null` once it was erased, and for those who see nobody. */
  readonly text: string | null;
  readonly meaning: Meaning;
  readonly at: string;
}

export interface MessageView {
  readonly id: string;
  readonly purpose: string;
  readonly channel: "sms" | "flash" | "voice";
  readonly realm: Realm;
  readonly level: Level | null;
  readonly pointId: string | null;
  readonly pointName: string | null;
  readonly alertId: string | null;
  /** Without a name once that was erased, and for those who see nobody. */
  readonly to: { readonly name: string | null; readonly role: string; readonly phone: string };
  readonly text: string;
  readonly segments: number;
  readonly state: MessageState;
  /** Why it failed, or why its outcome is not known, in words. */
  readonly reason: string | null;
  readonly at: string;
  readonly stateAt: string | null;
  readonly replies: readonly ReplyInMessage[];
}

export interface ReplyView {
  readonly id: string;
  readonly from: { readonly name: string; readonly phone: string } | null;
  readonly pointId: string | null;
  readonly pointName: string | null;
  /** `null` once it was erased, and for those who see nobody. */
  readonly text: string | null;
  readonly meaning: Meaning;
  readonly at: string;
  /** Why nothing followed from it, as an officer wrote; left out, or `null`, where something did. */
  readonly note?: string | null;
}

export interface Part {
  readonly name: string;
  readonly state: "ok" | "degraded" | "down";
  readonly note: string | null;
}

export interface Pulse {
  readonly now: string;
  readonly newestAt: string | null;
  readonly devicesOnline: number;
  readonly devicesTotal: number;
  readonly blindPeople: number;
  readonly counts: Readonly<Record<Level, number>>;
  readonly parts: readonly Part[];
}

export interface Session {
  readonly username: string;
  readonly displayName: string;
  /** One's own. */
  readonly phone?: string | null;
  readonly role: string;
  readonly division: { readonly code: string; readonly name: string };
  readonly csrfToken: string;
  /** When the session ends however much it is used; absent where the centre does not tell. */
  readonly endsAt?: string | null;
  readonly demo: boolean;
  /** The password was made for the user, who must choose another before anything else. */
  readonly once?: boolean;
}

export interface Overview {
  readonly now: string;
  readonly demo: boolean;
  readonly points: readonly PointView[];
  readonly alerts: readonly AlertView[];
  readonly messages: readonly MessageView[];
  readonly pulse: Pulse;
}

export interface Bucket {
  readonly t: string;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly count: number;
}

export interface Observations {
  readonly device: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly Bucket[];
}

export interface LiveValue {
  readonly quantity: string;
  readonly value: number;
  readonly unit: string | null;
  readonly at: string;
  readonly flag: number;
  /** Somebody has said that it is bad: it is shown, and no rule looks at it. */
  readonly masked: boolean;
}

/** What arrives at `/topic/division/{code}`. */
export type Delta =
  | { readonly type: "point"; readonly point: PointView }
  | { readonly type: "alert"; readonly alert: AlertView }
  | { readonly type: "message"; readonly message: MessageView }
  | { readonly type: "reply"; readonly reply: ReplyView }
  | { readonly type: "risk"; readonly risk: DivisionRisk }
  | { readonly type: "pulse"; readonly pulse: Pulse };

/** What arrives at `/topic/point/{id}`. */
export type PointDelta =
  | {
      readonly type: "obs";
      readonly deviceId: string;
      readonly received: string;
      readonly values: readonly LiveValue[];
    }
  | { readonly type: "device"; readonly device: DeviceView };

/** A rule as data, as the job has it. */
export interface RuleConfig {
  readonly id: string;
  readonly version: number;
  readonly method: string;
  readonly appliesTo: {
    readonly quantity: string;
    readonly pointId: string | null;
    readonly deviceId: string | null;
    readonly kinds: readonly string[] | null;
  };
  readonly params: Readonly<Record<string, number>>;
  readonly levels: Readonly<Partial<Record<Level, number>>>;
  readonly onDelay: number;
  readonly offDelay: number;
  readonly deadband: number;
  readonly season: readonly number[] | null;
  readonly shadow: boolean;
  readonly approvedBy: string | null;
  /** The rule whose place it takes on the channels it looks at. */
  readonly replaces?: string | null;
}

export interface WhyForecast {
  readonly at: string;
  readonly failureAt: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly refusedBy: string | null;
}

/** On what a why stands, and where the rule that judged live knew more. */
export interface WhyRead {
  readonly from: string;
  readonly to: string;
  readonly readings: number;
  readonly masks: readonly Mask[];
  readonly parts: readonly {
    readonly of: string;
    readonly partial: boolean;
    readonly reason: { readonly zh: string; readonly en: string } | null;
  }[];
}

/** Why an alert was raised: the record judged anew by the rule that raised it. */
export interface WhyView {
  readonly alertId: string;
  readonly rule: RuleConfig | null;
  readonly method: string;
  readonly quantity: string;
  readonly unit: string;
  readonly judgedUnit: string;
  readonly limits: Readonly<Partial<Record<Level, number>>>;
  /** `t` in ms, `v` the reading, `j` what was judged; `null` while the method said nothing. */
  readonly series: readonly { readonly t: number; readonly v: number | null; readonly j: number | null }[];
  readonly forecasts: readonly WhyForecast[];
  readonly numbers: readonly {
    readonly zh: string;
    readonly en: string;
    readonly value: number | null;
    readonly unit: string | null;
  }[];
  /** Other methods on the same record: they decide nothing. */
  readonly opinions: readonly {
    readonly method: string;
    readonly zh: string;
    readonly en: string;
    readonly failureAt: string | null;
    readonly earliest: string | null;
    readonly latest: string | null;
  }[];
  readonly explanation: { readonly zh: string; readonly en: string };
  readonly read?: WhyRead | null;
}

/** An episode of a shadow rule or of one in force; `level` is its highest. */
export interface ShadowSpell {
  readonly id: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly from: string;
  readonly to: string | null;
}

/** What a shadow rule said of one target, beside what the rules in force said. */
export interface ShadowTarget {
  readonly target: string;
  readonly since: string;
  /** How much earlier the shadow was; negative where it was later, `null` where that cannot be said. */
  readonly both: readonly {
    readonly shadow: ShadowSpell;
    readonly live: ShadowSpell;
    readonly leadSeconds: number | null;
  }[];
  readonly onlyShadow: readonly ShadowSpell[];
  readonly onlyLive: readonly ShadowSpell[];
  readonly shadowDaysAt: Readonly<Partial<Record<Level, number>>>;
  readonly liveDaysAt: Readonly<Partial<Record<Level, number>>>;
}

export interface ShadowComparison {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly against: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly shadowSince: string;
  readonly left: number;
  readonly targets: readonly ShadowTarget[];
}

export interface BackTestForm {
  readonly pointId?: string;
  readonly deviceId?: string;
  readonly quantity?: string;
  readonly from: string;
  readonly to: string;
  readonly rule?: RuleConfig;
}

/** An alert of a back-test, as it was told when it came to its highest level. */
export interface BackTestAlert {
  readonly rule: string;
  readonly id: string;
  readonly level: Level;
  readonly since: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: number;
  readonly unit: string;
  readonly limit: number | null;
  readonly kind: AlertKind;
  readonly text: { readonly zh: string; readonly en: string };
}

/** An alert of the point as a whole that its channels would have made. */
export interface BackTestSpell {
  readonly rule: "fused" | "debris-flow";
  readonly level: Level;
  readonly since: string;
  readonly from: string;
  readonly to: string | null;
  readonly corroborated: boolean;
}

/** What the rules would have said of one channel. */
export interface BackTest {
  readonly deviceId: string;
  /** Registered spans in it that were left out. */
  readonly masks?: readonly Mask[];
  readonly rule: { readonly id: string; readonly version?: number };
  readonly quantity: string;
  readonly unit: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly samples: number;
  readonly failed: number;
  readonly alerts: readonly BackTestAlert[];
  readonly daysAt: Readonly<Partial<Record<Level, number>>>;
  /** For how long each level stood as the gravest. */
  readonly minutesAt: Readonly<Partial<Record<Level, number>>>;
  readonly forecasts: readonly WhyForecast[];
}

/** What a message asked. */
export type Asked = "check" | "move" | "return" | "go" | "report" | "wake";

export interface PhoneMessage {
  readonly direction: "in" | "out";
  readonly text: string;
  readonly at: string;
  readonly flash: boolean;
}

export interface Phone {
  readonly number: string;
  /** `null` when the number stands on no card. */
  readonly name: string | null;
  readonly role: string | null;
  readonly pointName: string | null;
  /** What its next answer is read as an answer to; `null` while it was asked nothing. */
  readonly asks: Asked | null;
  readonly messages: readonly PhoneMessage[];
}

export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly value: unknown; readonly expected: string }[];
  /** What would fall if it were done: it is refused until the caller has seen that. */
  readonly effects?: readonly MaskEffect[];
}
