package cn.shanshao.center.notification.gateway;

import java.time.Duration;
import java.util.List;

/** The carrier's end of a protocol, over a real socket; it does what a test says with each message. */
public interface Peer extends AutoCloseable {
    /** Long, but in time. */
    Duration SLOW = Duration.ofMillis(2500);
    /** Longer than a gateway waits in the kit, but before it has waited as long once more. */
    Duration LATE = Duration.ofSeconds(5);

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
        /** Not taken, for a reason of its own that may pass: what that is with a protocol that knows it, else as {@link #THROTTLE}. */
        FAIL,
        REFUSE,
        /** Accepted, with an answer that takes {@link #SLOW}. */
        SLOW,
        /** Accepted, with an answer after {@link #LATE}; the receipt says that it never arrived. */
        LATE_ANSWER,
        /** Accepted, and answered after the next that comes; the receipt says that it never arrived. */
        SWAPPED,
        NO_ANSWER,
        HANG_UP
    }

    /**
     * One submit as it came.
     *
     * @param text of this part alone
     * @param reference of the whole text, where the protocol has a place for it
     * @param isFlash UCS-2 of class 0
     */
    record Seen(String to, String text, int reference, boolean isFlash) {}

    /** What happens, one after the other, to what is sent to a number; afterwards everything is accepted. */
    void script(String number, Does... next);

    List<Seen> seen();

    /** Throttles what comes faster than that from now on, whatever the scripts say. */
    void throttlesAbove(int perSecond);

    /** What somebody types; whether the client took it. */
    boolean types(String from, String text);

    /** Takes no message and answers none any more. */
    @Override
    void close();
}
