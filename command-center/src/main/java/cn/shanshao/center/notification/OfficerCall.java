package cn.shanshao.center.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one officer was rung, and how that ended.
 *
 * @param username empty where there was nobody to ring
 * @param name how the officer is called
 * @param phone masked; {@code null} where there is none, and once it was erased
 * @param at when the first message was written
 * @param tried each way that was tried, in its order
 * @param endedAt when it ended; {@code null} while the officer is still waited for
 * @param reason why nobody was rung; {@code null} where somebody was
 */
public record OfficerCall(
        String username,
        String name,
        @Nullable String phone,
        Instant at,
        List<Tried> tried,
        Result result,
        @Nullable Instant endedAt,
        @Nullable String reason) {
    public OfficerCall {
        tried = List.copyOf(tried);
    }

    /** @param channel {@code sms}, {@code flash} or {@code voice} */
    public record Tried(String channel, Instant at, MessageState state) {}

    /** How it ended. */
    public enum Result {
        @JsonProperty("ringing")
        RINGING,
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("no-answer")
        NO_ANSWER,
        /** There is no number, or nothing left for it. */
        @JsonProperty("not-rung")
        NOT_RUNG,
        /** It was done meanwhile: nobody had to come any more. */
        @JsonProperty("over")
        OVER
    }

    /** Without the person. */
    @Override
    public String toString() {
        return "OfficerCall[%s %s]".formatted(username, result);
    }
}
