package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Outbox.Claimed;

/** What is to be written about a claimed message, now that nobody is busy with it any more. */
sealed interface Word {
    Claimed message();

    /**
     * A carrier has all of it.
     *
     * @param parts how many receipts will come
     * @param carrierId of the last part
     */
    record Taken(Claimed message, int parts, String carrierId) implements Word {}

    /** It was not touched, and is due as it was before it was claimed. */
    record Untouched(Claimed message) implements Word {}

    /**
     * Anything else.
     *
     * @param writing needs a transaction
     */
    record Other(Claimed message, Runnable writing) implements Word {}
}
