package cn.shanshao.center.notification.broadcast;

/** A way to tell everybody in an area: a polygon in, and no number of anybody. */
public interface AreaBroadcast {
    /** What became of it. */
    sealed interface Outcome {
        /** It is taken, and is or will be broadcast. */
        record Accepted(String detail) implements Outcome {}

        /** Refused for good. */
        record Refused(String why) implements Outcome {}

        /** It may be tried again, under the same id. */
        record Later(String why) implements Outcome {}
    }

    /**
     * Hands it over; a second time under the same id changes nothing.
     *
     * @throws IllegalArgumentException when it is no message of the live realm
     */
    Outcome send(AreaMessage message);
}
