import { ApiError } from "@/api/client";
import { type Warning, type WarningView, warningsOf } from "@/api/warnings";
import { api } from "./centre";

/** An alert may move faster than somebody reads. */
const TRIES = 4;

/** Nothing is otherwise that a decision rests on: values moved, and no level, state or notice did. */
const isSame = (a: WarningView, b: WarningView): boolean =>
  a.state === b.state &&
  a.level === b.level &&
  a.issued === b.issued &&
  a.quiet === b.quiet &&
  a.acknowledgedAt === b.acknowledgedAt &&
  a.notices.map(({ id, state }) => `${id} ${state}`).join() ===
    b.notices.map(({ id, state }) => `${id} ${state}`).join();

/**
 * Decides on a warning as it was shown. Its version rises with every word of its alerts; where only that is new, the decision
 * holds for the warning as it is now, and where more is, it is refused.
 *
 * @throws ApiError 409 when somebody else, or the slope, was quicker
 */
export async function decide<T>(shown: WarningView, act: (version: Warning["version"]) => Promise<T>): Promise<T> {
  let { version } = shown;
  for (let tries = 1; ; tries++) {
    try {
      return await act(version);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 409) || tries === TRIES) throw error;
      const now = await warningsOf(api).find(shown.id);
      if (now.version === version || !isSame(shown, now)) throw error;
      ({ version } = now);
    }
  }
}
