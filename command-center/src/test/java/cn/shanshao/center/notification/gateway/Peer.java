package cn.shanshao.center.notification.gateway;

import java.util.List;

/** The carrier's end of a protocol, over a real socket; it does what a test says with each message. */
public interface Peer extends AutoCloseable {
    /** What happens to one submit. */
    enum Does {
        ACCEPT,
        /** The receipt goes out before the answer. */
        RECEIPT_FIRST,
        /** Accepted, and the receipt comes twice. */
        RECEIPT_TWICE,
        /** Accepted, and the receipt says that it never arrived. */
        UNDELIVERABLE,
        /** Accepted, and no receipt ever comes. */
        NO_RECEIPT,
        THROTTLE,
        REFUSE,
        NO_ANSWER,
        HANG_UP
    }

    /**
     * One submit as it came.
     *
     * @param text of this part alone
     * @param reference of the whole text, where the protocol has a place for it
     */
    record Seen(String to, String text, int reference) {}

    /** What happens, one after the other, to what is sent to a number; afterwards everything is accepted. */
    void script(String number, Does... next);

    List<Seen> seen();

    /** What somebody types; whether the client took it. */
    boolean types(String from, String text);

    /** Takes no message and answers none any more. */
    @Override
    void close();
}
