import type { AlertState, AlertView, Level, Meaning, MessageState, MessageView, ReplyView } from "@/api/types";
import { isEquipment } from "./level";

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
  | { readonly what: "acknowledged"; readonly by: string }
  | { readonly what: "message"; readonly to: string; readonly state: MessageState }
  | { readonly what: "reply"; readonly from: string; readonly meaning: Meaning; readonly text: string | null }
);

const placeOf = (alert: AlertView): string =>
  isEquipment(alert)
    ? [alert.pointName, alert.deviceName ?? alert.deviceId ?? alert.target].filter(Boolean).join(" ")
    : (alert.pointName ?? alert.target);

function alertEntries(alert: AlertView): LogEntry[] {
  const base = { place: placeOf(alert), pointId: alert.pointId };
  const steps: LogEntry[] = alert.history.map((step) => ({
    ...base,
    key: `${alert.id}/${step.seq}`,
    what: "alert",
    at: step.detectedAt,
    state: step.state,
    level: step.level,
    alert,
  }));
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
});

const ONE_ACT_MS = 5_000;

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
  return withoutRepeats(all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))).slice(0, limit);
}
