package cn.shanshao.center.notification;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.Columns;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.notification.broadcast.AreaBroadcast;
import cn.shanshao.center.notification.broadcast.AreaBroadcast.Outcome;
import cn.shanshao.center.notification.broadcast.AreaMessage;
import cn.shanshao.center.notification.broadcast.HttpAreaBroadcast;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands notices that name an area to the area broadcast, where one is set up: written with the notice, handed over until
 * it is taken, refused or too late. An exercise has no way to it.
 */
@Component
class AreaDesk {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(AreaDesk.class);

    private final JdbcClient jdbc;
    private final @Nullable AreaBroadcast broadcast;
    private final ClockFaults faults;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AreaDesk(
            JdbcClient jdbc,
            NotificationSettings settings,
            ClockFaults faults,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.faults = faults;
        this.transaction = transaction;
        this.clock = clock;
        var area = settings.area();
        this.broadcast = area.url() == null ? null : new HttpAreaBroadcast(area.url(), area.secret(), clock);
    }

    /** Writes what is to be broadcast. Needs the transaction of the notice. */
    void plan(Turn turn) {
        var notice = turn.notice();
        var area = notice.area();
        if (broadcast == null
                || area == null
                || notice.realm() != Realm.LIVE
                || notice.purpose() == Purpose.UNVERIFIED) {
            return;
        }
        var texts = new HashMap<String, String>();
        for (var language : new String[] {"zh", "ko", "en"}) {
            var words = notice.wordsFor(language);
            texts.putIfAbsent(words.language(), words.text());
        }
        var now = clock.instant();
        var purpose = notice.purpose().name().toLowerCase(Locale.ROOT);
        var expires = now.plus(Errand.of(purpose).life());
        var message = new AreaMessage(
                "area-" + notice.id(),
                notice.realm(),
                notice.warningId(),
                turn.number(),
                purpose,
                notice.level(),
                notice.division(),
                area,
                texts,
                now,
                expires);
        // a wider area, or a graver word to it, is not told by what comes after it
        jdbc.sql("update area_broadcast set state = 'FAILED', detail = ? where warning_id = ? and number < ?"
                        + " and state = 'QUEUED' and (? or cast(request as jsonb) -> 'area' = cast(? as jsonb)"
                        + " and cast(request as jsonb) ->> 'level' = any (?))")
                .params(
                        Outbox.REPLACED,
                        notice.warningId(),
                        turn.number(),
                        notice.eases(),
                        Json.text(area),
                        new Columns<>(turn.outdone()).texts(Level::wire))
                .update();
        jdbc.sql("""
            insert into area_broadcast (id, warning_id, number, request, state, due_at, expires_at, at)
            values (?, ?, ?, ?, 'QUEUED', ?, ?, ?) on conflict do nothing\
            """)
                .params(
                        message.id(),
                        message.warningId(),
                        message.number(),
                        Json.text(message),
                        Timestamp.from(now),
                        Timestamp.from(expires),
                        Timestamp.from(now))
                .update();
    }

    private record Due(String id, String request, int attempts, Instant expiresAt) {}

    @Scheduled(fixedDelay = 1_000)
    void handOver() {
        var to = broadcast;
        if (to == null) {
            return;
        }
        try {
            for (var due = claim(); due.isPresent(); due = claim()) {
                var one = due.get();
                // it was claimed, and is due again after that
                faults.guard("area", one.id(), () -> handOver(to, one));
            }
        } catch (RuntimeException e) {
            log.warn("area broadcasts cannot be handed over now: {}", OneLine.of(e));
        }
    }

    /** What a crash leaves here is due again after the claim, under the same id. */
    private Optional<Due> claim() {
        var now = clock.instant();
        return transaction.execute(status -> jdbc.sql("""
            update area_broadcast set due_at = :later, attempts = attempts + 1 where id = (
              select id from area_broadcast where state = 'QUEUED' and due_at <= :now
              order by due_at limit 1 for update skip locked)
            returning id, request, attempts, expires_at\
            """)
                .param("later", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .query(Due.class)
                .optional());
    }

    private void handOver(AreaBroadcast to, Due due) {
        var now = clock.instant();
        if (!now.isBefore(due.expiresAt())) {
            settle(due, "FAILED", "超过时限未能发出", now);
            return;
        }
        var message = Json.read(due.request().getBytes(StandardCharsets.UTF_8), AreaMessage.class);
        var outcome = to.send(message);
        if (outcome instanceof Outcome.Accepted accepted) {
            settle(due, "ACCEPTED", accepted.detail(), now);
        } else if (outcome instanceof Outcome.Refused refused) {
            settle(due, "FAILED", refused.why(), now);
        } else if (outcome instanceof Outcome.Later later) {
            var pause = Duration.ofSeconds(Math.min(30, 1L << Math.min(due.attempts(), 5)));
            settle(due, "QUEUED", later.why(), now.plus(pause));
        }
    }

    private void settle(Due due, String state, String detail, Instant next) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("update area_broadcast set state = ?, detail = ?, due_at = ? where id = ?"
                                + " and state = 'QUEUED'")
                        .params(state, detail, Timestamp.from(next), due.id())
                        .update());
    }
}
