package cn.shanshao.center.notification.gateway;

/** What became of one submitted part. A code is the carrier's own, as its protocol writes it. */
public sealed interface Outcome {
    /** The carrier has it, under its own id. */
    record Accepted(String carrierId) implements Outcome {}

    /**
     * Not taken now: the same may be tried again later.
     *
     * @param isAll too fast, or the carrier's queue is full, so that others had better wait too; else it may be this one alone
     */
    record Throttled(String code, boolean isAll) implements Outcome {}

    /** Refused for good. */
    record Refused(String code) implements Outcome {}

    /** It may have arrived: the connection or the answer was lost after the request had gone. */
    record Unknown(String why) implements Outcome {}

    /** It certainly did not leave: there is no connection. */
    record NotSent(String why) implements Outcome {}
}
