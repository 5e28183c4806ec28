import type { AlertView, Meaning, MessageState, MessageView } from "@/api/types";
import { isEquipment } from "./level";

/** Trouble that begins again so soon after a request asks nobody anew: that request covers it. */
const COVERS_MS = 600_000;

/** How the monitor of a point was asked to look, and what came back. */
export interface Check {
  readonly to: string;
  readonly state: MessageState;
  /** Why it failed, in words. */
  readonly reason: string | null;
  readonly sentAt: string;
  /** What came back on this request: the last that was understood; a text that was not, where there is nothing else. */
  readonly answer: Answer | null;
  /** A text that was not understood, and came after the answer: it takes nothing back. */
  readonly aside: Answer | null;
  /** What came back on an earlier request of the same time, while nothing that is understood has come back on this one. */
  readonly before: Answer | null;
}

interface Answer {
  readonly meaning: Meaning;
  readonly text: string | null;
  readonly at: string;
}

/**
 * The newest request to look at the point of the alert; `null` while nobody was asked. People are asked when the level of
 * the point rises, not for each of its instruments: whatever was asked since its present trouble began counts.
 *
 * @param peers the alerts of the same point, of now and of before
 */
export function checkOf(alert: AlertView, peers: readonly AlertView[], messages: readonly MessageView[]): Check | null {
  const { ids, begin } = troubleOf(alert, peers);
  const asked = messages
    .filter(
      ({ purpose, alertId, pointId, at }) =>
        purpose === "check" &&
        ((alertId !== null && ids.has(alertId)) ||
          (alert.pointId !== null && pointId === alert.pointId && Date.parse(at) >= begin - COVERS_MS)),
    )
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (!asked[0]) return null;
  const shown = tellingOf(asked.filter((other) => isSameCall(other, asked[0]!)));
  const answer = answerOf(shown.replies);
  const last = lastOf(shown.replies);
  const aside = isClear(answer) && last !== answer ? last : null;
  const earlier = isClear(answer) ? null : answerOf(asked.flatMap(({ replies }) => replies));
  const before = answer && !isClear(earlier) ? null : earlier;
  return { to: shown.to.name ?? "", state: shown.state, reason: shown.reason, sentAt: shown.at, answer, aside, before };
}

const beginOf = ({ history, firstAt }: AlertView): number =>
  Math.min(Date.parse(firstAt), ...history.map(({ detectedAt }) => Date.parse(detectedAt)));

/** The alert, what is open at its point, and whatever hangs together with these without a break. */
function troubleOf(alert: AlertView, peers: readonly AlertView[]): { ids: ReadonlySet<string>; begin: number } {
  const slopes = peers.filter((peer) => !isEquipment(peer));
  const open = [alert, ...slopes.filter((peer) => peer.open)];
  const ids = new Set(open.map(({ id }) => id));
  let begin = Math.min(...open.map(beginOf));
  const ended = slopes.filter((peer) => !peer.open).sort((a, b) => Date.parse(b.detectedAt) - Date.parse(a.detectedAt));
  for (const peer of ended) {
    if (Date.parse(peer.detectedAt) < begin) break;
    ids.add(peer.id);
    begin = Math.min(begin, beginOf(peer));
  }
  return { ids, begin };
}

/** Several monitors of one point are asked at once. */
const isSameCall = (a: MessageView, b: MessageView): boolean => a.alertId === b.alertId && a.level === b.level;

/** Of those asked at once: who found it real, else who answered, else who was reached. */
function tellingOf(asked: readonly MessageView[]): MessageView {
  const weight = (message: MessageView): number => {
    const answer = answerOf(message.replies);
    if (answer) return answer.meaning === "real" ? 4 : answer.meaning === "nothing" ? 3 : 2;
    return message.state === "failed" ? 0 : 1;
  };
  return asked.reduce((best, other) => (weight(other) > weight(best) ? other : best));
}

/** What counts for a notice that came later may have been meant for the request: a person reads it, and it settles nothing. */
const isClear = (answer: Answer | null): boolean =>
  answer !== null && (answer.meaning === "real" || answer.meaning === "nothing" || answer.meaning === "help");

const answerOf = (replies: readonly Answer[]): Answer | null => lastOf(replies.filter(isClear)) ?? lastOf(replies);

const lastOf = (answers: readonly Answer[]): Answer | null =>
  [...answers].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
