import { computed, ref, shallowRef } from "vue";
import { ApiClient, ApiError } from "@/api/client";
import { LiveLink } from "@/api/live";
import type { AlertView, Delta, Session } from "@/api/types";
import { failureText } from "@/i18n/failure";
import { callsOf, isCrying, isEquipment, returnedOf, waitingWith } from "@/lib/level";
import { Follower } from "@/lib/follow";
import { inLanes } from "@/lib/lanes";
import { mayRole } from "@/lib/may";
import { EMPTY, type Picture, fromOverview } from "@/lib/reduce";
import { now, setServerNow } from "./clock";

const PULSE_PATIENCE_MS = 6_000;
const KEPT_REPLIES = 50;
/** Kept from login to logout, so that a page that is loaded anew knows that it was on watch. */
const ON_WATCH = "shanshao.onWatch";
/** So often what ends by time alone is looked at. */
const BEAT_MS = 15_000;
const ASK_AGAIN_MS = 2_000;
/** Acknowledgements on their way at once. */
const ACK_LANES = 6;
const READ_AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export const session = ref<Session | null>(null);
export const picture = shallowRef<Picture>(EMPTY);
/** The session ended, and nobody here asked for it: nothing is watched and nothing sounds until somebody logs in. */
export const ended = ref(false);
/** The server does not say who is logged in. */
export const unreachable = ref(false);
export const loadFailure = ref<string | null>(null);
/** Counts the snapshots: whoever holds more than the picture reads again when it rises. */
export const snapshots = ref(0);

/**
 * The picture holds everything up to now: its snapshot was read after the link came up, and nothing failed since. While it
 * is not whole, what it lacks says nothing.
 */
export const whole = ref(false);
/** When it was last whole, by this machine's clock; 0 before that. */
const wholeAt = ref(0);

const connected = ref(false);
const lastWordAt = ref(0);
const startedAt = ref(0);

export const api = new ApiClient(end);

const follower = new Follower((now) => (picture.value = now));
let started = false;
let stopTopic: (() => void) | null = null;

const link = new LiveLink(
  () => {
    connected.value = true;
    lastWordAt.value = Date.now();
    void load();
  },
  () => {
    connected.value = false;
    whole.value = false;
    void leaveWhenSessionIsOver();
  },
);
export const live = link;

/** When anything was last heard from the centre, by this machine's clock; 0 before the first word. */
export const heardAt = computed(() => lastWordAt.value);

/** The link is down, or silent for longer than a pulse may be late; before the first word the same patience holds. */
export const linkLost = computed(() => {
  void now.value;
  const silentFor = Date.now() - Math.max(lastWordAt.value, startedAt.value);
  return session.value !== null && (silentFor > PULSE_PATIENCE_MS || (lastWordAt.value > 0 && !connected.value));
});

/** How long the picture has lacked something although the link is up, in ms; 0 while it is whole or still being read. */
export const behindFor = computed(() => {
  void now.value;
  if (session.value === null || whole.value || linkLost.value || loadFailure.value === null) return 0;
  return Math.max(1, Date.now() - (wholeAt.value || startedAt.value));
});

// The picture is a new one with every pulse; its parts are not. Whoever looks at a part moves only when that part does.
const alerts = computed(() => picture.value.alerts);
const pointMap = computed(() => picture.value.points);
export const points = computed(() => [...pointMap.value.values()]);
/** What a person must look at, in this order: open alerts and unheard reds. */
export const calls = computed(() => callsOf([...alerts.value.values()]));
/** What is over although nobody acknowledged it. */
export const returned = computed(() => returnedOf([...alerts.value.values()], calls.value));
export const equipmentAlerts = computed(() =>
  [...alerts.value.values()]
    .filter((alert) => alert.open && isEquipment(alert))
    .sort((a, b) => Date.parse(b.since) - Date.parse(a.since)),
);
/** A doubt ends by time too; that it is looked for so seldom spares the pages a beat each second. */
const beat = computed(() => Math.floor(now.value / BEAT_MS) * BEAT_MS);
export const crying = computed(() => [...alerts.value.values()].filter((alert) => isCrying(alert, beat.value)));

const refused = shallowRef<readonly string[]>([]);

/** What somebody wanted to acknowledge here, but had not seen as it is: until it is acknowledged after all. */
export const risen = computed(() =>
  refused.value.flatMap((id) => {
    const alert = alerts.value.get(id);
    return alert && alert.acknowledgedAt === null ? [alert] : [];
  }),
);

function hear(delta: Delta): void {
  lastWordAt.value = Date.now();
  if (whole.value) wholeAt.value = Date.now();
  if (delta.type === "pulse") setServerNow(delta.pulse.now);
  follower.hear(delta);
}

async function snapshot(): Promise<Picture> {
  const [overview, replies] = await Promise.all([api.overview(), api.replies(KEPT_REPLIES)]);
  setServerNow(overview.now);
  return fromOverview(overview, replies);
}

let asked = 0;
let failures = 0;
let again: ReturnType<typeof setTimeout> | undefined;

/** Reads everything anew, and again until that succeeds; what arrives meanwhile is not lost. The newest reading counts. */
export async function load(): Promise<void> {
  clearTimeout(again);
  const mine = ++asked;
  try {
    await follower.load(snapshot);
    if (mine !== asked) return;
    failures = 0;
    loadFailure.value = null;
    whole.value = connected.value;
    wholeAt.value = Date.now();
    snapshots.value++;
  } catch (error) {
    if (mine !== asked) return;
    whole.value = false;
    loadFailure.value = failureText(error);
    if (started) again = setTimeout(() => void load(), pauseAfter(failures++));
  }
}

const pauseAfter = (failed: number): number => READ_AGAIN_MS[Math.min(failed, READ_AGAIN_MS.length - 1)]!;

/** Opens the live link for whoever is logged in; harmless when it is open already. */
export function start(who: Session): void {
  session.value = who;
  ended.value = false;
  // whose password was made for them may not watch yet
  if (who.once) return;
  localStorage.setItem(ON_WATCH, who.username);
  if (started) return;
  started = true;
  startedAt.value = Date.now();
  stopTopic = link.onDivision(who.division.code, mayRole(who.role, "seePeople"), hear, () => void load());
  link.start();
}

/** A link that does not come back may be a session that has ended; a server that is away is not. */
async function leaveWhenSessionIsOver(): Promise<void> {
  if (!started) return;
  const found = await api.session().catch(() => undefined);
  if (found === null) end();
}

/** Who is logged in, or `null`. While the server does not answer at all it is asked again and again, and the page says so. */
export async function whoIsThere(): Promise<Session | null> {
  for (;;) {
    try {
      const found = await api.session();
      unreachable.value = false;
      if (found === null) ended.value = localStorage.getItem(ON_WATCH) !== null;
      return found;
    } catch {
      unreachable.value = true;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

/** Ends the watch because somebody wants to. */
export function stop(): void {
  localStorage.removeItem(ON_WATCH);
  ended.value = false;
  leave();
}

/** Ends the watch because the server knows this session no more. */
function end(): void {
  if (session.value === null) return;
  ended.value = true;
  leave();
}

function leave(): void {
  started = false;
  connected.value = false;
  stopTopic?.();
  void link.stop();
  session.value = null;
  clearTimeout(again);
  asked++;
  failures = 0;
  follower.forget();
  refused.value = [];
  loadFailure.value = null;
  whole.value = false;
  wholeAt.value = 0;
  snapshots.value = 0;
  lastWordAt.value = 0;
}

/**
 * Acknowledges the alert and whatever else waits at its point, each as it was shown: people look at a slope, not at a rule.
 * What rose in the meantime is not acknowledged but shown anew, and stands in `risen`.
 */
export async function acknowledge(alert: AlertView): Promise<void> {
  const shown = waitingWith(alert, picture.value.alerts.values());
  refused.value = [];
  await inLanes(shown, ACK_LANES, async ({ id, seq }) =>
    follower.hear({ type: "alert", alert: await acknowledged(id, seq) }),
  );
}

async function acknowledged(id: string, seq: number): Promise<AlertView> {
  try {
    return await api.acknowledge(id, seq);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
    refused.value = [...refused.value, id];
    return api.alert(id);
  }
}
