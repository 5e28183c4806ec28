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

    /** For those who see nobody: whom it is for is told by the role alone, and what was typed by its meaning alone. */
    public MessageView unnamed() {
        var hidden = to.phone().isEmpty() ? to : new To(null, to.role(), "");
        var meanings = replies.stream()
                .map(reply -> new Answer(null, reply.meaning(), reply.at()))
                .toList();
        return new MessageView(
                id, purpose, realm, level, division, pointId, pointName, alertId, hidden, text, segments, state, reason,
                at, stateAt, meanings);
    }

    /**
     * Whom it is for.
     *
     * @param name {@code —} when there is nobody; {@code null} once it was erased, and for those who see nobody
     * @param phone masked; empty when there is nobody, once it was erased, and for those who see nobody
     */
    public record To(@Nullable String name, String role, String phone) {
        /** Without the person, so that the name does not end in a log. */
        @Override
        public String toString() {
            return "To[%s]".formatted(role);
        }
    }

    /**
     * One answer to it.
     *
     * @param text {@code null} once it was erased, and for those who see nobody
     */
    public record Answer(@Nullable String text, Meaning meaning, Instant at) {
        /** Without what was typed, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Answer[%s at %s]".formatted(meaning, at);
        }
    }
}
