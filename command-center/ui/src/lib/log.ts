import type { KnownMask } from "@/api/masks";
import type {
  AlertState,
  AlertStep,
  AlertView,
  Level,
  Meaning,
  MessageState,
  MessageView,
  ReplyView,
} from "@/api/types";
import { holdingOf } from "./hold";
import { isEquipment, rankOf } from "./level";
import { masksIn } from "./masks";

/** One line of the running log. */
export type LogEntry = {
  readonly key: string;
  readonly at: string;
  readonly place: string;
  readonly pointId: string | null;
} & (
  | {
      readonly what: "alert";
      readonly state: AlertState;
      readonly level: Level | null;
      readonly alert: AlertView;
    }
  /** From then on the evidence is below the level. */
  | { readonly what: "held"; readonly level: Level; readonly alert: AlertView }
  /** Readings of it count for nothing from then on. */
  | { readonly what: "masked"; readonly mask: KnownMask }
  | { readonly what: "acknowledged"; readonly by: string }
  | { readonly what: "message"; readonly to: string; readonly state: MessageState }
  | {
      readonly what: "reply";
      readonly from: string;
      readonly meaning: Meaning;
      readonly text: string | null;
      /** Why nothing followed from it. */
      readonly note: string | null;
    }
);

const placeOf = (alert: AlertView): string =>
  isEquipment(alert)
    ? [alert.pointName, alert.deviceName ?? alert.deviceId ?? alert.target].filter(Boolean).join(" ")
    : (alert.pointName ?? alert.target);

/** What became of the level: an episode that is told again at its level repeats its last state, and is no news. */
function stateOf(step: AlertStep, before: AlertStep | undefined): AlertState | null {
  if (before === undefined || step.state === "cleared" || before.state === "cleared") return step.state;
  const change = rankOf(step.level) - rankOf(before.level);
  return change > 0 ? "escalated" : change < 0 ? "eased" : null;
}

function heldEntry(alert: AlertView): LogEntry[] {
  const holding = holdingOf(alert);
  if (holding?.by !== "time") return [];
  const { level, since: at } = holding;
  const key = `${alert.id}/held/${at}`;
  return [{ what: "held", key, at, level, alert, place: placeOf(alert), pointId: alert.pointId }];
}

const maskEntries = (alert: AlertView): LogEntry[] =>
  masksIn(alert).map((mask) => ({
    what: "masked",
    // one mask concerns each alert of its channel and is one line
    key: `mask/${mask.deviceId}~${mask.quantity}~${mask.from}`,
    at: mask.at ?? mask.from,
    place: placeOf(alert),
    pointId: alert.pointId,
    mask,
  }));

function alertEntries(alert: AlertView): LogEntry[] {
  const base = { place: placeOf(alert), pointId: alert.pointId };
  const told = [...alert.history].sort((a, b) => a.seq - b.seq);
  const changes: LogEntry[] = told.flatMap((step, i) => {
    const state = stateOf(step, told[i - 1]);
    if (state === null) return [];
    const { seq, detectedAt: at, level } = step;
    return [{ ...base, key: `${alert.id}/${seq}`, what: "alert", at, state, level, alert }];
  });
  const steps = [...changes, ...heldEntry(alert), ...maskEntries(alert)];
  return alert.acknowledgedAt === null
    ? steps
    : [
        ...steps,
        {
          ...base,
          key: `${alert.id}/ack`,
          what: "acknowledged",
          at: alert.acknowledgedAt,
          by: alert.acknowledgedBy ?? "",
        },
      ];
}

const messageEntry = (message: MessageView): LogEntry => ({
  key: `m/${message.id}`,
  what: "message",
  at: message.at,
  place: message.pointName ?? "",
  pointId: message.pointId,
  to: message.to.name ?? "",
  state: message.state,
});

const replyEntry = (reply: ReplyView): LogEntry => ({
  key: `r/${reply.id}`,
  what: "reply",
  at: reply.at,
  place: reply.pointName ?? "",
  pointId: reply.pointId,
  from: reply.from?.name ?? "",
  meaning: reply.meaning,
  text: reply.text,
  note: reply.note ?? null,
});

const ONE_ACT_MS = 5_000;

/** What concerns several alerts of a point has one line. */
function onceEach(entries: readonly LogEntry[]): LogEntry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

/** One press acknowledges whatever waits at a point: one line for each point and person within a few seconds. */
function withoutRepeats(newestFirst: readonly LogEntry[]): LogEntry[] {
  const last = new Map<string, number>();
  const oldestFirst = [...newestFirst].reverse().filter((entry) => {
    if (entry.what !== "acknowledged") return true;
    const act = `${entry.pointId ?? entry.place}\n${entry.by}`;
    const at = Date.parse(entry.at);
    const before = last.get(act);
    last.set(act, at);
    return before === undefined || at - before > ONE_ACT_MS;
  });
  return oldestFirst.reverse();
}

/** Everything that happened, newest first. */
export function logOf(
  alerts: Iterable<AlertView>,
  messages: readonly MessageView[],
  replies: readonly ReplyView[],
  limit: number,
): LogEntry[] {
  const all = [...[...alerts].flatMap(alertEntries), ...messages.map(messageEntry), ...replies.map(replyEntry)];
  return withoutRepeats(onceEach(all).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))).slice(0, limit);
}
