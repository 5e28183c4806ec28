import { ref, watch } from "vue";
import { crying } from "./centre";
import { isHelpWanted } from "./cries";

/** True while the browser refuses to play: the banner stays until this ends. */
export const blocked = ref(false);

const TONES_HZ = [880, 660];
const TONE_S = 0.28;
const EVERY_MS = 2_000;

let context: AudioContext | null = null;
let timer: ReturnType<typeof setInterval> | null = null;

const note = () => (blocked.value = context?.state !== "running");

/** Asks the browser whether sound may be played; a user's gesture is needed unless it already trusts the page. */
export function prepareSound(): void {
  if (context) return;
  try {
    context = new AudioContext();
  } catch {
    blocked.value = true;
    return;
  }
  context.onstatechange = note;
  note();
  // Chromium decides a moment after construction, without an event when the answer is no.
  void context.resume().then(note);
  // Not on pointerdown: the banner would go, the page move up, and the click land beside what it was meant for.
  for (const gesture of ["pointerup", "keydown"] as const) addEventListener(gesture, unblock, { passive: true });
}

export function unblock(): void {
  if (context?.state === "suspended") void context.resume().then(note);
}

function twoTones(): void {
  if (!context || context.state !== "running") return;
  TONES_HZ.forEach((frequency, i) => tone(context!, frequency, context!.currentTime + i * TONE_S));
}

function tone(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.35, at + 0.02);
  gain.gain.setValueAtTime(0.35, at + TONE_S - 0.04);
  gain.gain.linearRampToValueAtTime(0, at + TONE_S);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_S);
}

watch(
  () => crying.value.length > 0 || isHelpWanted.value,
  (cry) => {
    if (cry && !timer) {
      twoTones();
      timer = setInterval(twoTones, EVERY_MS);
    } else if (!cry && timer) {
      clearInterval(timer);
      timer = null;
    }
  },
);
