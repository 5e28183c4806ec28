import type { AlertView, Delta, DivisionRisk, MessageView, Overview, PointView, Pulse, ReplyView } from "@/api/types";
import { isCrying, isReturned } from "./level";

/** What the faces know of the whole division. */
export interface Picture {
  readonly points: ReadonlyMap<string, PointView>;
  readonly alerts: ReadonlyMap<string, AlertView>;
  readonly messages: readonly MessageView[];
  readonly replies: readonly ReplyView[];
  /** What was told since the overview: the newest of each division. */
  readonly risks: ReadonlyMap<string, DivisionRisk>;
  readonly pulse: Pulse | null;
  readonly demo: boolean;
}

export const EMPTY: Picture = {
  points: new Map(),
  alerts: new Map(),
  messages: [],
  replies: [],
  risks: new Map(),
  pulse: null,
  demo: false,
};

const KEPT_MESSAGES = 200;
const KEPT_CLOSED = 100;
/** As many as the centre tells of those that are over and wait. */
const KEPT_RETURNED = 300;

export function fromOverview(overview: Overview, replies: readonly ReplyView[]): Picture {
  return {
    points: byId(overview.points),
    alerts: byId(overview.alerts),
    messages: newestFirst(overview.messages),
    replies: newestFirst(replies),
    risks: new Map(),
    pulse: overview.pulse,
    demo: overview.demo,
  };
}

/** The picture after one delta; an alert that is not newer than the one held changes nothing. */
export function reduce(picture: Picture, delta: Delta): Picture {
  switch (delta.type) {
    case "pulse":
      return { ...picture, pulse: delta.pulse };
    case "point":
      return { ...picture, points: new Map(picture.points).set(delta.point.id, delta.point) };
    case "risk":
      return { ...picture, risks: new Map(picture.risks).set(delta.risk.division, delta.risk) };
    case "alert":
      return { ...picture, alerts: withAlert(picture.alerts, delta.alert) };
    case "message":
      return { ...picture, messages: withNewest(picture.messages, delta.message) };
    case "reply":
      return { ...picture, replies: withNewest(picture.replies, delta.reply) };
    default:
      return picture;
  }
}

function withAlert(alerts: ReadonlyMap<string, AlertView>, alert: AlertView): ReadonlyMap<string, AlertView> {
  const held = alerts.get(alert.id);
  if (held && held.seq > alert.seq) return alerts;
  return withoutOldest(new Map(alerts).set(alert.id, alert));
}

/** Closed alerts stay for the log and for whoever has to acknowledge them, the oldest leave first; one that cries never. */
function withoutOldest(alerts: Map<string, AlertView>): Map<string, AlertView> {
  const closed = [...alerts.values()].filter((alert) => !alert.open && !isCrying(alert));
  const oldest = [
    ...beyond(
      KEPT_CLOSED,
      closed.filter((alert) => !isReturned(alert)),
    ),
    ...beyond(KEPT_RETURNED, closed.filter(isReturned)),
  ];
  oldest.forEach(({ id }) => alerts.delete(id));
  return alerts;
}

const beyond = (kept: number, closed: readonly AlertView[]): readonly AlertView[] =>
  [...closed]
    .sort((a, b) => Date.parse(a.detectedAt) - Date.parse(b.detectedAt))
    .slice(0, Math.max(0, closed.length - kept));

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

interface Dated {
  readonly id: string;
  readonly at: string;
}

const isCheck = (item: object): boolean => "purpose" in item && item.purpose === "check";

/** As many of the questions to monitors stay as of all the rest: a notice to many pushes none of them out. */
function newestFirst<T extends Dated>(items: readonly T[]): T[] {
  const kept = { check: 0, other: 0 };
  return [...items]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .filter((item) => ++kept[isCheck(item) ? "check" : "other"] <= KEPT_MESSAGES);
}

export const withNewest = <T extends Dated>(items: readonly T[], item: T): readonly T[] =>
  newestFirst([item, ...items.filter(({ id }) => id !== item.id)]);
