import { Client, type IStompSocket, ReconnectionTimeMode, type StompSubscription } from "@stomp/stompjs";
import type { Delta, PointDelta } from "./types";

interface Wish {
  readonly handler: (body: unknown) => void;
  /** Runs at the first word of every new subscription: it proves that the server has it. */
  readonly onFirst: () => void;
}

const address = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;

/**
 * The STOMP link: reconnects with a growing pause (0.5 s … 15 s), subscribes again each time, and says when it is up or down.
 * A subscription is not confirmed by the server; its first message is. What was read before that message is read again by
 * `onFirst`, so that nothing is missed in between.
 */
export class LiveLink {
  private readonly wishes = new Map<string, Wish>();
  private readonly held = new Map<string, StompSubscription>();
  private readonly client: Client;

  constructor(onUp: () => void, onDown: () => void, open?: () => IStompSocket) {
    this.client = new Client({
      webSocketFactory: open ?? (() => new WebSocket(address(), ["v12.stomp"])),
      reconnectDelay: 500,
      maxReconnectDelay: 15_000,
      reconnectTimeMode: ReconnectionTimeMode.EXPONENTIAL,
      connectionTimeout: 8_000,
      heartbeatIncoming: 5_000,
      heartbeatOutgoing: 5_000,
      onConnect: () => {
        this.held.clear();
        this.wishes.forEach((_, topic) => this.subscribe(topic));
        onUp();
      },
      onWebSocketClose: onDown,
    });
  }

  start(): void {
    this.client.activate();
  }

  stop(): Promise<void> {
    return this.client.deactivate({ force: true });
  }

  /** @param named whether people are named there; to a wall or a reviewer the centre refuses that */
  onDivision(code: string, named: boolean, handler: (delta: Delta) => void, onFirst: () => void): () => void {
    return this.want(`/topic/${named ? "division" : "wall"}/${code}`, { handler: handler as Wish["handler"], onFirst });
  }

  onPoint(id: string, handler: (delta: PointDelta) => void, onFirst: () => void): () => void {
    return this.want(`/topic/point/${id}`, { handler: handler as Wish["handler"], onFirst });
  }

  private want(topic: string, wish: Wish): () => void {
    this.wishes.set(topic, wish);
    if (this.client.connected) this.subscribe(topic);
    return () => {
      if (this.wishes.get(topic) !== wish) return;
      this.wishes.delete(topic);
      if (this.client.connected) this.held.get(topic)?.unsubscribe();
      this.held.delete(topic);
    };
  }

  private subscribe(topic: string): void {
    this.held.get(topic)?.unsubscribe();
    let first = true;
    const subscription = this.client.subscribe(topic, (frame) => {
      const wish = this.wishes.get(topic);
      if (first) wish?.onFirst();
      first = false;
      wish?.handler(JSON.parse(frame.body));
    });
    this.held.set(topic, subscription);
  }
}
