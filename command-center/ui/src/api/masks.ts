import type { Level } from "./level";

export type MaskState = "proposed" | "standing" | "over" | "absurd";

/** A span of a channel whose readings somebody has called bad; while it is proposed it changes nothing. */
export interface KnownMask {
  readonly state: MaskState;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly quantity: string;
  readonly from: string;
  /** `null` in those from before all had an end. */
  readonly to: string | null;
  readonly reason: string;
  readonly by: string;
  /** `null` while nobody has, or where one person was enough. */
  readonly confirmedBy: string | null;
  readonly at: string | null;
}

/** One that waits for a second person. */
export interface WaitingMask {
  readonly mask: KnownMask;
  readonly pointId: string | null;
  readonly pointName: string | null;
  readonly division: string;
}

export interface MaskForm {
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** What may fall, at worst, when readings of a channel count no more. */
export interface MaskEffect {
  readonly needsSecond: boolean;
  readonly pointId: string | null;
  readonly pointName: string | null;
  readonly people: number;
  readonly from: Level | null;
  readonly to: Level | null;
  readonly minutesPerLevel: number;
  readonly falls: readonly {
    readonly alertId: string;
    readonly ruleId: string;
    readonly deviceId: string | null;
    readonly quantity: string | null;
    readonly from: Level | null;
    readonly to: Level | null;
  }[];
  readonly sirens: readonly { readonly id: string; readonly name: string }[];
}

export interface MaskAnswer {
  readonly state: MaskState;
  readonly effect: MaskEffect;
}
