import type { CommandForm, DeviceRecord, Level, Realm } from "@/api/types";
import { type Act, mayRole } from "./may";

/** What can be said to a device from its page, the harmless first. */
export const ACTIONS = ["sample", "status", "interval", "reboot", "siren", "stop", "broadcast"] as const;

export type Action = (typeof ACTIONS)[number];

const CHANGES: readonly Action[] = ["interval", "reboot"];
const WARNS: readonly Action[] = ["siren", "broadcast"];
const HEARD: readonly Action[] = [...WARNS, "stop"];

const actOf = (action: Action, realm: Realm): Act => {
  if (CHANGES.includes(action)) return "commandChange";
  return WARNS.includes(action) && realm === "live" ? "commandWarning" : "command";
};

/** What people hear, or stop hearing. */
export const isHeard = (action: Action): boolean => HEARD.includes(action);

const isLoud = ({ model }: Pick<DeviceRecord, "model">): boolean => /siren|horn|speaker|broadcast/.test(model);

/** What this account may say to this device; the centre decides, this spares a refusal. */
export function actionsFor(
  device: Pick<DeviceRecord, "model" | "realm" | "state" | "gateway">,
  role: string,
): Action[] {
  if (device.state === "retired" || device.gateway !== null) return [];
  return ACTIONS.filter((action) => {
    if (isHeard(action) !== isLoud(device) && !["status", "reboot"].includes(action)) return false;
    return mayRole(role, actOf(action, device.realm));
  });
}

/** What is filled in beside the action. */
export interface CommandArgs {
  readonly seconds: number | null;
  readonly level: Level;
  readonly text: string;
}

const LONGEST_S = 86_400;
const LONGEST_TEXT = 500;
export const EXPIRES_S = 60;

/** Whether everything that the action needs is there. */
export function isComplete(action: Action, { seconds, text }: CommandArgs): boolean {
  if (action === "interval")
    return seconds !== null && Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_S;
  if (action === "broadcast") return text.trim() !== "" && text.length <= LONGEST_TEXT;
  return true;
}

/** As the centre wants it. */
export function formOf(action: Action, args: CommandArgs, realm: Realm): CommandForm {
  return { do: action, args: wordsOf(action, args), realm, expiresIn: EXPIRES_S };
}

function wordsOf(action: Action, { seconds, level, text }: CommandArgs): Record<string, string> {
  switch (action) {
    case "interval":
      return { sample: String(seconds) };
    case "siren":
      return { level };
    case "broadcast":
      return { text: text.trim().replace(/\s+/g, " ") };
    default:
      return {};
  }
}
