import type { IStompSocket } from "@stomp/stompjs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveLink } from "./live";

/** The server's end of a WebSocket that speaks just enough STOMP. */
class Socket implements IStompSocket {
  static opened: Socket[] = [];
  static refusing = false;
  readonly url = "ws://test/ws";
  readyState = 0;
  binaryType = "arraybuffer" as const;
  onopen: IStompSocket["onopen"] = null;
  onclose: IStompSocket["onclose"] = null;
  onerror: IStompSocket["onerror"] = null;
  onmessage: IStompSocket["onmessage"] = null;
  readonly subscribed = new Map<string, string>();

  constructor() {
    Socket.opened.push(this);
    setTimeout(() => {
      if (Socket.refusing) return this.close();
      this.readyState = 1;
      this.onopen?.({} as Event);
    });
  }

  send(data: string | ArrayBuffer): void {
    const frame = String(data);
    if (frame.startsWith("CONNECT")) this.tell("CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0");
    const [id, topic] = [/\nid:(.*)/.exec(frame)?.[1], /\ndestination:(.*)/.exec(frame)?.[1]];
    if (frame.startsWith("SUBSCRIBE") && id && topic) this.subscribed.set(topic, id);
    if (frame.startsWith("UNSUBSCRIBE") && id) {
      for (const [held, subscription] of this.subscribed) if (subscription === id) this.subscribed.delete(held);
    }
  }

  says(topic: string, body: unknown): void {
    const id = this.subscribed.get(topic) ?? "none";
    this.tell(`MESSAGE\nsubscription:${id}\nmessage-id:1\ndestination:${topic}\n\n${JSON.stringify(body)}\0`);
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1000, reason: "" } as CloseEvent);
  }

  private tell(data: string): void {
    this.onmessage?.({ data } as MessageEvent);
  }
}

const JILIN = "/topic/division/22";
const last = () => Socket.opened.at(-1)!;

describe("the live link", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Socket.opened = [];
    Socket.refusing = false;
  });
  afterEach(async () => {
    await Promise.all([link?.stop(), vi.advanceTimersByTimeAsync(100)]);
    vi.useRealTimers();
  });

  let link: LiveLink | undefined;

  function linked() {
    const seen = { up: vi.fn(), down: vi.fn(), first: vi.fn(), heard: vi.fn() };
    const opened = new LiveLink(seen.up, seen.down, () => new Socket());
    opened.onDivision("22", true, seen.heard, seen.first);
    opened.start();
    link = opened;
    return { link: opened, seen };
  }

  it("hands every delta to whoever wants the topic", async () => {
    const { seen } = linked();
    await vi.advanceTimersByTimeAsync(10);
    last().says(JILIN, { type: "pulse" });
    expect(seen.up).toHaveBeenCalledTimes(1);
    expect(seen.heard).toHaveBeenCalledWith({ type: "pulse" });
  });

  it("asks for a fresh look at the first word of a subscription, and only then", async () => {
    const { seen } = linked();
    await vi.advanceTimersByTimeAsync(10);
    expect(seen.first).not.toHaveBeenCalled();
    last().says(JILIN, { type: "pulse" });
    last().says(JILIN, { type: "pulse" });
    expect(seen.first).toHaveBeenCalledTimes(1);
  });

  it("comes back by itself, subscribes again and proves itself again", async () => {
    const { seen } = linked();
    await vi.advanceTimersByTimeAsync(10);
    last().says(JILIN, { type: "pulse" });
    last().close();
    expect(seen.down).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(Socket.opened).toHaveLength(2);
    expect(seen.up).toHaveBeenCalledTimes(2);
    last().says(JILIN, { type: "pulse" });
    expect(seen.first).toHaveBeenCalledTimes(2);
  });

  it("waits longer after each failure, but never longer than a quarter of a minute", async () => {
    linked();
    Socket.refusing = true;
    await vi.advanceTimersByTimeAsync(60_000);
    const inTheFirstMinute = Socket.opened.length;
    await vi.advanceTimersByTimeAsync(60_000);
    const inTheSecond = Socket.opened.length - inTheFirstMinute;
    expect(inTheFirstMinute).toBeGreaterThan(inTheSecond);
    expect(inTheSecond).toBeGreaterThanOrEqual(3);
  });

  it("lets a topic go when nobody wants it any more", async () => {
    const { link } = linked();
    const leave = link.onPoint("laolinggou", vi.fn(), vi.fn());
    await vi.advanceTimersByTimeAsync(10);
    expect(last().subscribed.has("/topic/point/laolinggou")).toBe(true);
    leave();
    expect(last().subscribed.has("/topic/point/laolinggou")).toBe(false);
  });
});
