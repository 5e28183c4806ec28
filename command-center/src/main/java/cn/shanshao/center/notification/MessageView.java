package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as screens show it.
 *
 * @param alertId the episode that made it necessary
 * @param reason why it failed, or why its outcome is not known
 * @param at when it was written
 */
public record MessageView(
        String id,
        String purpose,
        Realm realm,
        @Nullable Level level,
        String division,
        @Nullable String pointId,
        @Nullable String pointName,
        String alertId,
        To to,
        String text,
        int segments,
        MessageState state,
        @Nullable String reason,
        Instant at,
        Instant stateAt,
        List<Answer> replies) {
    public MessageView {
        replies = List.copyOf(replies);
    }

    /**
     * Whom it is for.
     *
     * @param phone masked
     */
    public record To(String name, String role, String phone) {}

    /** One answer to it. */
    public record Answer(String text, Meaning meaning, Instant at) {}
}
