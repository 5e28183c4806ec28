package cn.shanshao.ingest.broker;

/** What one client may ask of the broker. */
final class Limits {
    /** The largest packet, bytes. Readings take hundreds of bytes, a frame 256 KiB at most. */
    static final int PACKET = 1 << 20;

    /**
     * Artemis multiplies expiry intervals by 1 000 as an int; what is longer (24.8 days) overflows, and the session or
     * the message is gone at once.
     */
    static final int EXPIRY_SECONDS = Integer.MAX_VALUE / 1000;

    /** How long commands wait for a device that is away, seconds. */
    static final int DEVICE_SESSION_SECONDS = 7 * 24 * 3600;

    /** Each filter is a queue of its own. */
    static final int DEVICE_FILTERS = 16;

    /** Seconds between signs of life; MQTT allows 18 h and "never", during which a dead connection would count as alive. */
    static final int KEEP_ALIVE_SECONDS = 3600;

    /** From the first byte to an accepted CONNECT; whoever has no login may not hold a connection for longer. */
    static final int LOGIN_SECONDS = 20;

    private Limits() {}
}
