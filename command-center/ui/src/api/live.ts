import { Client, ReconnectionTimeMode, type StompSubscription } from "@stomp/stompjs";
import type { Delta, PointDelta } from "./types";

type Handler = (body: unknown) => void;

/**
 * The STOMP link: reconnects with a growing pause (0.5 s … 15 s), subscribes again each time, and says when it is up or down.
 * `onUp` runs after the subscriptions are sent, so a snapshot loaded there misses no delta.
 */
export class LiveLink {
  private readonly wanted = new Map<string, Handler>();
  private readonly held = new Map<string, StompSubscription>();
  private readonly client: Client;

  constructor(csrf: () => string | null, onUp: () => void, onDown: () => void) {
    this.client = new Client({
      brokerURL: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`,
      reconnectDelay: 500,
      maxReconnectDelay: 15_000,
      reconnectTimeMode: ReconnectionTimeMode.EXPONENTIAL,
      connectionTimeout: 8_000,
      heartbeatIncoming: 5_000,
      heartbeatOutgoing: 5_000,
      beforeConnect: (client) => {
        const token = csrf();
        client.connectHeaders = token ? { "X-CSRF-TOKEN": token } : {};
      },
      onConnect: () => {
        this.held.clear();
        this.wanted.forEach((_, topic) => this.subscribe(topic));
        onUp();
      },
      onWebSocketClose: onDown,
    });
  }

  start(): void {
    this.client.activate();
  }

  stop(): void {
    void this.client.deactivate();
  }

  onDivision(code: string, handler: (delta: Delta) => void): () => void {
    return this.want(`/topic/division/${code}`, handler as Handler);
  }

  onPoint(id: string, handler: (delta: PointDelta) => void): () => void {
    return this.want(`/topic/point/${id}`, handler as Handler);
  }

  /** Drops the link and lets it come back, as when the network is known to have changed. */
  retryNow(): void {
    this.client.forceDisconnect();
  }

  private want(topic: string, handler: Handler): () => void {
    this.wanted.set(topic, handler);
    if (this.client.connected) this.subscribe(topic);
    return () => {
      if (this.wanted.get(topic) !== handler) return;
      this.wanted.delete(topic);
      this.held.get(topic)?.unsubscribe();
      this.held.delete(topic);
    };
  }

  private subscribe(topic: string): void {
    this.held.get(topic)?.unsubscribe();
    this.held.set(
      topic,
      this.client.subscribe(topic, (frame) => this.wanted.get(topic)?.(JSON.parse(frame.body))),
    );
  }
}
