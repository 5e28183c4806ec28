import type { AlertView, Meaning, MessageState, MessageView } from "@/api/types";

/** How the monitor of a point was asked to look, and what came back. */
export interface Check {
  readonly to: string;
  readonly state: MessageState;
  readonly sentAt: string;
  readonly answer: { readonly meaning: Meaning; readonly text: string; readonly at: string } | null;
}

/** The newest request to look that belongs to the episode; `null` while nobody was asked. */
export function checkOf(alert: AlertView, messages: readonly MessageView[]): Check | null {
  const asked = messages
    .filter((message) => message.purpose === "check" && message.alertId === alert.id)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const newest = asked[0];
  if (!newest) return null;
  const answers = asked.flatMap(({ replies }) => replies).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { to: newest.to.name, state: newest.state, sentAt: newest.at, answer: answers[0] ?? null };
}
