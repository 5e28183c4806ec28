import type { AlertView, Meaning, MessageState, MessageView } from "@/api/types";

/** How the monitor of a point was asked to look, and what came back. */
export interface Check {
  readonly to: string;
  readonly state: MessageState;
  /** Why it failed, in words. */
  readonly reason: string | null;
  readonly sentAt: string;
  /** What came back on this request. */
  readonly answer: Answer | null;
  /** What came back on an earlier request of the same episode, while this one is unanswered. */
  readonly before: Answer | null;
}

interface Answer {
  readonly meaning: Meaning;
  readonly text: string;
  readonly at: string;
}

/** The newest request to look that belongs to the episode; `null` while nobody was asked. */
export function checkOf(alert: AlertView, messages: readonly MessageView[]): Check | null {
  const asked = messages
    .filter((message) => message.purpose === "check" && message.alertId === alert.id)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const newest = asked[0];
  if (!newest) return null;
  const answer = lastOf(newest.replies);
  const before = answer ? null : lastOf(asked.flatMap(({ replies }) => replies));
  return { to: newest.to.name, state: newest.state, reason: newest.reason, sentAt: newest.at, answer, before };
}

const lastOf = (answers: readonly Answer[]): Answer | null =>
  [...answers].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
