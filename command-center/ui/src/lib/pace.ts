/** Runs `work` at most once per `everyMs`: at once when it has rested long enough, else once at the end of the rest. */
export function paced(work: () => void, everyMs: number): { run: () => void; stop: () => void } {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const go = () => {
    timer = null;
    last = performance.now();
    work();
  };
  return {
    run() {
      if (timer !== null) return;
      const rest = last + everyMs - performance.now();
      if (rest <= 0) go();
      else timer = setTimeout(go, rest);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
