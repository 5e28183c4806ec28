import type { Lang } from "./age";

export interface Countdown {
  /** 剩 4:05 while there is time, 已超 0:12 when it has run out. */
  readonly text: string;
  readonly isOver: boolean;
}

/** Hours when there are some, then minutes and seconds: 4:05, 1:04:05. */
function face(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A whole second is shown until it is gone, so that 0:00 means that nothing is left. */
export function countdown(dueAt: string, now: number, lang: Lang): Countdown {
  const left = Date.parse(dueAt) - now;
  if (left > 0) {
    const shown = face(Math.ceil(left / 1000) * 1000);
    return { text: lang === "zh" ? `剩 ${shown}` : `${shown} left`, isOver: false };
  }
  const shown = face(-left);
  return { text: lang === "zh" ? `已超 ${shown}` : `${shown} over`, isOver: true };
}
