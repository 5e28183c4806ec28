package cn.shanshao.center.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed, as screens show it.
 *
 * @param from {@code null} when the number is nobody's, or was erased, and for those who see nobody
 * @param division of the point; {@code null} where there is none
 * @param warningId what it is about; {@code null} when it is about an alert, or nobody knows
 * @param householdId who answered; {@code null} when it is no household
 * @param text {@code null} once it was erased, and for those who see nobody
 * @param note why nothing followed from it; {@code null} where something did, once it was erased, and for those who see
 *     nobody
 */
public record ReplyView(
        String id,
        @Nullable From from,
        @Nullable String division,
        @Nullable String pointId,
        @Nullable String pointName,
        @Nullable String messageId,
        @Nullable String warningId,
        @Nullable String householdId,
        @Nullable String text,
        Meaning meaning,
        Instant at,
        @Nullable String note) {

    /** For those who see nobody: what it means, and where. */
    public ReplyView unnamed() {
        return new ReplyView(
                id, null, division, pointId, pointName, messageId, warningId, householdId, null, meaning, at, null);
    }

    /**
     * Who typed it.
     *
     * @param phone masked
     */
    public record From(String name, String phone) {
        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "From[]";
        }
    }

    /** Without what was typed, so that it does not end in a log. */
    @Override
    public String toString() {
        return "ReplyView[%s, %s]".formatted(id, meaning);
    }
}
