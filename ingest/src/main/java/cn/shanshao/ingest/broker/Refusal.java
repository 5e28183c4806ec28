package cn.shanshao.ingest.broker;

/** Why the broker refused somebody. */
public enum Refusal {
    /** No login, or one that it does not know, or a wrong password. */
    LOGIN,
    /** A client id that belongs to another login. */
    CLIENT_ID,
    /** A last will on a topic that the login may not publish to. */
    WILL,
    PUBLISH,
    SUBSCRIBE,
    /** Malformed, larger than allowed, or out of order. */
    PACKET,
    /** The disk is nearly full; only the services may still publish. */
    DISK
}
