package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as screens show it.
 *
 * @param channel {@code sms}, {@code flash} or {@code voice}
 * @param alertId the episode that made it necessary; {@code null} when it is about something else
 * @param warningId the warning that it is about; {@code null} when it is about something else
 * @param notice number of the notice within that warning, 0 where there is none
 * @param householdId whom it is for; {@code null} when it is for no household
 * @param text {@code null} once it was erased where it tells of somebody, and for those who see nobody
 * @param reason why it failed, or why its outcome is not known
 * @param at when it was written
 */
public record MessageView(
        String id,
        String purpose,
        String channel,
        Realm realm,
        @Nullable Level level,
        String division,
        @Nullable String pointId,
        @Nullable String pointName,
        @Nullable String alertId,
        @Nullable String warningId,
        int notice,
        @Nullable String householdId,
        To to,
        @Nullable String text,
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
                id,
                purpose,
                channel,
                realm,
                level,
                division,
                pointId,
                pointName,
                alertId,
                warningId,
                notice,
                householdId,
                hidden,
                Errand.of(purpose).tellsOfSomebody() ? null : text,
                segments,
                state,
                reason,
                at,
                stateAt,
                meanings);
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
