import type { AlertView, Level } from "@/api/types";
import type { LogEntry, Notice, NoticeAct, NoticeForm, Purpose, Warning, WarningView } from "@/api/warnings";
import type { Check } from "./check";
import type { Act } from "./may";
import { rankOf } from "./level";

/** What can be done about a warning. */
export type Deed =
  | "acknowledge"
  | "verify"
  | "verifyAndPropose"
  | "propose"
  | "dismiss"
  | "shelve"
  | "unshelve"
  | "withdraw"
  | "sign"
  | "rollCall"
  | "upgrade"
  | "widen"
  | "downgrade"
  | "lift"
  | "correct"
  | "close";

/** Which right each of them asks for. */
export const RIGHT_OF: Readonly<Record<Deed, Act>> = {
  acknowledge: "acknowledgeWarning",
  verify: "verifyWarning",
  verifyAndPropose: "proposeNotice",
  propose: "proposeNotice",
  dismiss: "dismissWarning",
  shelve: "shelveWarning",
  unshelve: "unshelveWarning",
  withdraw: "withdrawNotice",
  sign: "signApproval",
  rollCall: "readRollCall",
  upgrade: "proposeNotice",
  widen: "proposeNotice",
  downgrade: "proposeNotice",
  lift: "proposeNotice",
  correct: "correctWarning",
  close: "closeWarning",
};

export interface Deeds {
  /** The likeliest right one: the dark button, in its place among the others. */
  readonly first: Deed | null;
  /** Each in its own place, whatever the level is: a hand that is on its way to one finds that one. */
  readonly all: readonly Deed[];
  /** Those that make no sense at present. */
  readonly idle: readonly Deed[];
}

const PLACES: readonly Deed[] = [
  "acknowledge",
  "withdraw",
  "shelve",
  "unshelve",
  "correct",
  "widen",
  "downgrade",
  "lift",
  "dismiss",
  "verify",
  "verifyAndPropose",
  "propose",
  "upgrade",
  "close",
  "rollCall",
  "sign",
];

/** Which level people were told by which act and still holds: each is signed by a table of its own. */
export type Heard = Readonly<Record<NoticeAct, Level | null>>;

const ACTS: readonly NoticeAct[] = ["evacuation", "public"];

/** In the order in which people heard it. */
export function heardOf({ notices }: Pick<WarningView, "notices">): Heard {
  const issued = notices.filter(({ state }) => state === "issued");
  issued.sort((a, b) => (a.issuedAt ?? "").localeCompare(b.issuedAt ?? ""));
  let heard: Heard = { evacuation: null, public: null };
  for (const { purpose, act, level } of issued) {
    if (purpose === "lift" || (purpose === "correct" && level === null)) heard = { evacuation: null, public: null };
    else if (purpose === "unverified" || level === null) continue;
    else if (purpose === "downgrade" && act === "public")
      heard = { evacuation: heard.evacuation === null ? null : level, public: level };
    else heard = { ...heard, [act]: level };
  }
  return heard;
}

/** What a state lets, the likeliest first. */
interface Situation {
  readonly warning: Pick<Warning, "state" | "level" | "issued" | "quiet" | "shelf" | "clock" | "byHand" | "alertIds">;
  /** A notice of it waits for signatures. */
  readonly isSigning: boolean;
  /** It waits for the reader's. */
  readonly isMine: boolean;
  /** What the monitor answered, if it is clear. */
  readonly answer: "real" | "nothing" | null;
  /** Somebody below has not moved yet. */
  readonly isMoving: boolean;
  readonly heard: Heard;
  /** What the evidence says now; left out where that is not known. */
  readonly measured?: Level | null;
  /** By which acts people were told what the reader may set right. */
  readonly mayCorrect: readonly NoticeAct[];
}

function possible({ warning, isSigning, isMine, answer, isMoving, measured, heard }: Situation): readonly Deed[] {
  const { state, shelf } = warning;
  if (isSigning) {
    const waiting: Deed[] = isMine ? ["sign", "withdraw"] : ["withdraw"];
    return state === "issued" ? [...waiting, "rollCall", "correct"] : waiting;
  }
  switch (state) {
    case "detected": {
      const aside: Deed = shelf ? "unshelve" : "shelve";
      const judged: Deed[] =
        answer === "nothing" ? ["dismiss", "verifyAndPropose", "verify"] : ["verifyAndPropose", "verify", "dismiss"];
      return [...judged, aside];
    }
    case "verified":
    case "proposed":
      return ["propose", "dismiss", shelf ? "unshelve" : "shelve"];
    case "issued": {
      const rises =
        isWorse(warning) &&
        fits("upgrade", heard) &&
        (measured === undefined || !isMeasured(warning) || rankOf(measured) > rankOf(warning.issued));
      const rest: Deed[] = ["upgrade", "widen", "downgrade", "lift", "correct"];
      const head: Deed[] = rises
        ? ["upgrade", "rollCall"]
        : isMoving || !warning.quiet
          ? ["rollCall"]
          : ["lift", "rollCall"];
      return [...head, ...rest.filter((deed) => !head.includes(deed))];
    }
    case "lifted":
      return ["close", "rollCall"];
    case "dismissed":
      return ["close"];
    case "closed":
      return [];
  }
}

/** More is detected than people were told. */
const isWorse = ({ level, issued, quiet }: Pick<Warning, "level" | "issued" | "quiet">): boolean =>
  !quiet && rankOf(level) > rankOf(issued);

/** Its level is what instruments say. What somebody saw stands whatever they say, and so does what none of them speaks of. */
export const isMeasured = ({ byHand, alertIds }: Pick<Warning, "byHand" | "alertIds">): boolean =>
  !byHand && alertIds.length > 0;

/** There is nothing above red, and below blue only the all-clear; what nobody was told by an act begins with that act. */
function fits(deed: Deed, heard: Heard): boolean {
  switch (deed) {
    case "upgrade":
      return (
        ACTS.some((act) => heard[act] !== null && heard[act] !== "red") || ACTS.every((act) => heard[act] === null)
      );
    case "widen":
      return ACTS.some((act) => heard[act] === null) && ACTS.some((act) => heard[act] !== null);
    case "downgrade":
      return ACTS.some((act) => levelsFor("downgrade", act, heard, null).length > 0);
    default:
      return true;
  }
}

/** @param may whether the reader is let */
export function deedsOf(situation: Situation, may: (act: Act) => boolean): Deeds {
  const { clock, state } = situation.warning;
  const all = [...possible(situation), ...(clock ? (["acknowledge"] as const) : [])].filter((deed) =>
    deed === "correct" ? situation.mayCorrect.length > 0 : may(RIGHT_OF[deed]),
  );
  const idle = state === "issued" ? all.filter((deed) => !fits(deed, situation.heard)) : [];
  const likely = all.filter((deed) => !idle.includes(deed));
  // while a signature is awaited, taking the paper back is never the likeliest
  const first = likely[0] === "withdraw" ? (likely[1] === "rollCall" ? "rollCall" : null) : (likely[0] ?? null);
  return { first, all: PLACES.filter((deed) => all.includes(deed)), idle };
}

/** What the evidence of these alerts says, which is less than a level that is only held. */
export const measuredOf = (alerts: readonly AlertView[]): Level | null =>
  alerts
    .filter(({ open }) => open)
    .map(({ level, hold }) => (hold ? hold.evidence : level))
    .reduce<Level | null>((worst, level) => (rankOf(level) > rankOf(worst) ? level : worst), null);

/** Levels to which a notice of that purpose may go, the likeliest first. */
export function levelsFor(purpose: Purpose, act: NoticeAct, heard: Heard, detected: Level | null): readonly Level[] {
  const all: readonly Level[] = ["red", "orange", "yellow", "blue"];
  const fitting = all.filter((level) => {
    if (purpose === "upgrade") return rankOf(level) > rankOf(heard[act]);
    if (purpose !== "downgrade") return true;
    // the public word goes to those who were called out too: it lowers both, and theirs never says less
    return act === "public"
      ? heard.public !== null && rankOf(level) < Math.max(rankOf(heard.public), rankOf(heard.evacuation))
      : rankOf(level) < rankOf(heard.evacuation) && rankOf(level) >= rankOf(heard.public);
  });
  const likeliest =
    detected !== null && fitting.includes(detected) ? detected : purpose === "upgrade" ? fitting.at(-1) : fitting[0];
  return [...fitting].sort((a, b) => Number(b === likeliest) - Number(a === likeliest));
}

/** By an act that has told nothing yet, more is told for the first time. */
export const purposeOf = <P extends Purpose>(purpose: P, act: NoticeAct, heard: Heard): P | "issue" =>
  purpose === "upgrade" && heard[act] === null ? "issue" : purpose;

/** The level to which it has risen while, as far as people know, nothing holds; `null` where that is not so. */
export const reopenedAt = ({ state, level, quiet }: Pick<Warning, "state" | "level" | "quiet">): Level | null =>
  !quiet && (state === "detected" || state === "verified" || state === "proposed") ? level : null;

/** The notice that waits for signatures, if there is one. */
export const signingOf = ({ notices }: Pick<WarningView, "notices">): Notice | null =>
  notices.find(({ state }) => state === "signing") ?? null;

/** A notice that lies with its author again, and what whoever should sign it wants changed. */
export interface Returned {
  readonly notice: Notice;
  readonly comment: string;
  readonly by: string;
  readonly byName: string | null;
  readonly at: string | null;
}

/** The newest that was sent back: the centre withdraws it when another of its act goes out or is proposed. */
export function returnedOf({ notices, log }: Pick<WarningView, "notices" | "log">): Returned | null {
  const notice = notices
    .filter(({ state }) => state === "sent-back")
    .reduce<Notice | null>((last, one) => (last === null || one.number > last.number ? one : last), null);
  if (notice === null) return null;
  const entry = log.filter(({ act, detail }) => act === "send-back" && detail["notice"] === notice.number).at(-1);
  const comment = entry?.detail["comment"];
  return {
    notice,
    comment: typeof comment === "string" ? comment : "",
    by: entry?.by ?? "",
    byName: entry?.byName ?? null,
    at: entry?.at ?? null,
  };
}

/** What came back says less than is so by now: the slope rose meanwhile. */
export const isOutdated = (
  { notice, at }: Returned,
  { level, quiet, log }: Pick<WarningView, "level" | "quiet" | "log">,
): boolean =>
  notice.purpose === "lift" || notice.purpose === "downgrade"
    ? log.some((entry) => entry.act === "rise" && at !== null && entry.at > at)
    : !quiet && rankOf(notice.level) < rankOf(level);

/** Something lies with its author that a signer did not sign. */
export const isSentBack = (warning: Warning | WarningView): boolean =>
  "notices" in warning && warning.notices.some(({ state }) => state === "sent-back");

/** Which form mends a notice that came back. */
export function mendingOf(
  { purpose, act }: Notice,
  heard: Heard,
): "propose" | "widen" | "upgrade" | "downgrade" | "lift" {
  if (purpose === "downgrade" || purpose === "lift") return purpose;
  if (heard[act] !== null) return "upgrade";
  return ACTS.some((one) => heard[one] !== null) ? "widen" : "propose";
}

/** What people were told last. */
export const toldOf = ({ notices }: Pick<WarningView, "notices">): Notice | null =>
  notices
    .filter(({ state, purpose }) => state === "issued" && purpose !== "unverified")
    .reduce<Notice | null>(
      (last, one) => (last === null || (one.issuedAt ?? "").localeCompare(last.issuedAt ?? "") >= 0 ? one : last),
      null,
    );

/** The red that went unverified to those on the spot, while nothing was told since. */
export function unverifiedOf({ notices }: Pick<WarningView, "notices">): Notice | null {
  const last = notices.filter(({ state }) => state === "issued").sort((a, b) => b.number - a.number)[0];
  return last?.purpose === "unverified" ? last : null;
}

/**
 * A decision of the desk is missing: nobody has judged it, or proposed what to do, or taken it on at its present level; or
 * what was proposed came back.
 */
export const awaitsDecision = (warning: Warning, now: number): boolean =>
  !isShelved(warning, now) &&
  (warning.state === "detected" ||
    warning.state === "verified" ||
    (warning.state === "issued" && isWorse(warning)) ||
    (warning.state !== "lifted" && warning.clock !== null) ||
    isSentBack(warning));

export const isShelved = ({ shelf }: Pick<Warning, "shelf">, now: number): boolean =>
  shelf !== null && Date.parse(shelf.until) > now;

/** The level by which a warning is marked: what people still believe, unless worse is detected; what it was, once it is over. */
export function markOf({ level, issued, highest, state, quiet }: Warning): Level {
  if (state === "lifted" || state === "closed" || state === "dismissed") return highest;
  return issued !== null && (quiet || rankOf(issued) > rankOf(level)) ? issued : level;
}

/** The gravest first; among equals whose clock runs out first, then the newest. */
export function byCall(a: Warning, b: Warning): number {
  const due = ({ clock }: Warning): number => (clock ? Date.parse(clock.dueAt) : Number.MAX_SAFE_INTEGER);
  return rankOf(markOf(b)) - rankOf(markOf(a)) || due(a) - due(b) || Date.parse(b.openedAt) - Date.parse(a.openedAt);
}

export interface Groups<W extends Warning = Warning> {
  /** They wait for the desk. */
  readonly waiting: readonly W[];
  /** Somebody signs, or people move. */
  readonly running: readonly W[];
  readonly shelved: readonly W[];
}

export function groupsOf<W extends Warning>(warnings: readonly W[], now: number): Groups<W> {
  const open = [...warnings].filter(({ state }) => state !== "dismissed" && state !== "closed").sort(byCall);
  const shelved = open.filter((one) => isShelved(one, now));
  const rest = open.filter((one) => !isShelved(one, now));
  return {
    waiting: rest.filter((one) => awaitsDecision(one, now)),
    running: rest.filter((one) => !awaitsDecision(one, now)),
    shelved,
  };
}

/**
 * The alert that speaks for the warning: the gravest that is open, of these what others bear out and what is not only
 * held, and of these what stands the longest; where none is open, the newest.
 */
export function leadingOf(alerts: readonly AlertView[]): AlertView | null {
  return (
    [...alerts].sort(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        rankOf(b.level) - rankOf(a.level) ||
        (a.open
          ? Number(b.corroborated) - Number(a.corroborated) ||
            rankOf(measuredOf([b])) - rankOf(measuredOf([a])) ||
            Date.parse(a.since) - Date.parse(b.since)
          : Date.parse(b.detectedAt) - Date.parse(a.detectedAt)),
    )[0] ?? null
  );
}

/** What the monitor answered, when it can be acted upon. */
export function clearAnswer(check: Check | null): "real" | "nothing" | null {
  const meaning = check?.answer?.meaning;
  return meaning === "real" || meaning === "nothing" ? meaning : null;
}

/** The notice that sets right what people were told last; `null` where they were told nothing. */
export function correctionOf(
  warning: Pick<WarningView, "version" | "notices">,
  act: NoticeAct,
  level: Level | null,
  reason: string,
  place: Pick<NoticeForm, "shelter" | "route">,
): NoticeForm | null {
  const told = level === null ? toldOf(warning) : toldOf({ notices: warning.notices.filter((one) => one.act === act) });
  return (
    told && {
      version: warning.version,
      act,
      purpose: "correct",
      level,
      reason,
      instruction: null,
      ...place,
      joint: false,
    }
  );
}

/** A line of a course, and for how many it stands. */
export interface CourseLine extends LogEntry {
  readonly times: number;
}

/** Alerts speak often: what they said without a break stands on one line, the last of it. */
export const courseOf = (log: readonly LogEntry[]): readonly CourseLine[] =>
  log.reduce<readonly CourseLine[]>((lines, entry) => {
    const last = lines.at(-1);
    return entry.act === "follow" && last?.act === "follow"
      ? [...lines.slice(0, -1), { ...entry, times: last.times + 1 }]
      : [...lines, { ...entry, times: 1 }];
  }, []);
