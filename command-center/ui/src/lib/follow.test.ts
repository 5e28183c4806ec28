import { describe, expect, it } from "vitest";
import { alert, point } from "@/fixtures/scenery";
import { Follower } from "./follow";
import { EMPTY, type Picture } from "./reduce";

function promised<T>() {
  let keep!: (value: T) => void;
  let breakIt!: (error: Error) => void;
  const promise = new Promise<T>((resolve, reject) => {
    keep = resolve;
    breakIt = reject;
  });
  return { promise, keep, breakIt };
}

function follower() {
  const shown: Picture[] = [EMPTY];
  return { follower: new Follower((picture) => shown.push(picture)), now: () => shown.at(-1)! };
}

const withPoint = (people: number): Picture => ({ ...EMPTY, points: new Map([["laolinggou", point({ people })]]) });

describe("following", () => {
  it("loses no delta that arrives while the snapshot is on its way", async () => {
    const { follower: follow, now } = follower();
    const snapshot = promised<Picture>();
    const loading = follow.load(() => snapshot.promise);
    follow.hear({ type: "alert", alert: alert() });
    expect(now().alerts.size).toBe(1);
    snapshot.keep(withPoint(397));
    await loading;
    expect(now().alerts.size).toBe(1);
    expect(now().points.get("laolinggou")?.people).toBe(397);
  });

  it("lets the snapshot that was asked for last win, even when an older one arrives after it", async () => {
    const { follower: follow, now } = follower();
    const [first, second] = [promised<Picture>(), promised<Picture>()];
    const loads = [follow.load(() => first.promise), follow.load(() => second.promise)];
    first.keep(withPoint(1));
    await loads[0];
    follow.hear({ type: "alert", alert: alert() });
    second.keep(withPoint(2));
    await loads[1];
    expect(now().points.get("laolinggou")?.people).toBe(2);
    expect(now().alerts.size).toBe(1);
  });

  it("forgets a snapshot that is on its way, and takes the next one all the same", async () => {
    const { follower: follow, now } = follower();
    const [old, fresh] = [promised<Picture>(), promised<Picture>()];
    const first = follow.load(() => old.promise);
    follow.forget();
    const second = follow.load(() => fresh.promise);
    old.keep(withPoint(1));
    await first;
    expect(now().points.size).toBe(0);
    fresh.keep(withPoint(2));
    await second;
    expect(now().points.get("laolinggou")?.people).toBe(2);
  });

  it("keeps what it has when a snapshot fails", async () => {
    const { follower: follow, now } = follower();
    follow.hear({ type: "point", point: point() });
    await expect(follow.load(() => Promise.reject(new Error("503")))).rejects.toThrow("503");
    expect(now().points.size).toBe(1);
  });
});
