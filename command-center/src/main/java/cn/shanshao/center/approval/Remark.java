package cn.shanshao.center.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a paper, or what somebody said about it.
 *
 * @param by username, {@code clock} or {@code platform}
 * @param step where it went, or at which it was done; {@code null} when that does not matter
 * @param text what was said; {@code null}: nothing
 */
public record Remark(
        Instant at,
        String by,
        String byName,
        What what,
        int round,
        @Nullable Step step,
        @Nullable String text) {
    /** What was done. */
    public enum What {
        @JsonProperty("submitted")
        SUBMITTED,
        @JsonProperty("signed")
        SIGNED,
        @JsonProperty("sent-back")
        SENT_BACK,
        @JsonProperty("commented")
        COMMENTED,
        @JsonProperty("withdrawn")
        WITHDRAWN,
        @JsonProperty("delegated")
        DELEGATED,
        @JsonProperty("overdue")
        OVERDUE,
        @JsonProperty("handed-over")
        HANDED_OVER,
        @JsonProperty("taken-over")
        TAKEN_OVER,
        @JsonProperty("approved")
        APPROVED
    }

    /** Without the words and the person's name, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Remark[%s %s by %s]".formatted(at, what, by);
    }
}
