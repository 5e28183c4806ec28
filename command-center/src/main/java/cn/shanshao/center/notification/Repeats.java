package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Texts that a carrier brings once more because it did not get our answer. Such a one has the number, the question and the
 * words of one to which the answer may be lost. It is not written a second time, but when it came again is, for somebody may
 * have typed the same again.
 */
@Repository
class Repeats {
    /** A carrier repeats as soon as it can; what comes later than that is another text. */
    private static final String SOON = "interval '1 hour'";

    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    Repeats(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** @param question id of the message that asked; {@code null} when none did */
    record Words(Realm realm, String phoneIndex, @Nullable Long question, String text) {
        /** Without what was typed, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Words[]";
        }
    }

    /**
     * The reply that it repeats, which is marked; each only once. Needs a transaction.
     *
     * @param since until when our answers may be lost; {@code null} when it cannot be a repetition
     */
    Optional<Long> take(Words words, @Nullable Instant since) {
        if (since == null) {
            return Optional.empty();
        }
        var bodies = new HashMap<Long, byte[]>();
        jdbc.sql("""
            select id, body from reply where phone_index = :index and realm = :realm
              and message_id is not distinct from :question and again_at is null and body is not null
              and at < :since and at > :since - %1$s and now() < :since + %1$s\
            """.formatted(SOON))
                .param("index", words.phoneIndex())
                .param("realm", words.realm().name())
                .param("question", words.question(), Types.BIGINT)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query(rs -> {
                    bodies.put(rs.getLong("id"), rs.getBytes("body"));
                });
        var same = envelopes.open(Kind.REPLY, bodies).entrySet().stream()
                .filter(one -> words.text().equals(one.getValue().text()))
                .map(one -> one.getKey())
                .min(Long::compare);
        same.ifPresent(id -> jdbc.sql("update reply set again_at = now() where id = :id")
                .param("id", id)
                .update());
        return same;
    }
}
