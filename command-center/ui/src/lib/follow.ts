import type { Delta } from "@/api/types";
import { EMPTY, type Picture, reduce } from "./reduce";

/**
 * Keeps the picture: deltas are applied as they come, and once more on top of every snapshot that was on its way when they
 * came. So a snapshot never takes back what a delta has told, and the newest snapshot asked for is the one that counts.
 */
export class Follower {
  private picture = EMPTY;
  private readonly pending: Delta[][] = [];

  constructor(private readonly show: (picture: Picture) => void) {}

  hear(delta: Delta): void {
    for (const list of this.pending) list.push(delta);
    this.set(reduce(this.picture, delta));
  }

  /** Reads a snapshot; fails as `read` fails, and then the picture stays as it is. */
  async load(read: () => Promise<Picture>): Promise<void> {
    const heard: Delta[] = [];
    this.pending.push(heard);
    try {
      const snapshot = await read();
      if (this.pending.at(-1) === heard) this.set(heard.reduce(reduce, snapshot));
    } finally {
      const at = this.pending.indexOf(heard);
      if (at >= 0) this.pending.splice(at, 1);
    }
  }

  forget(): void {
    this.pending.length = 0;
    this.set(EMPTY);
  }

  private set(picture: Picture): void {
    this.picture = picture;
    this.show(picture);
  }
}
