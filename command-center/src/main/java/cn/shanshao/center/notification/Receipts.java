package cn.shanshao.center.notification;

import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Joins what the carrier took with what it reports. A receipt often overtakes the answer to its submit (measured: in
 * every second case), so one whose id is not known is kept and joined later. The first that is final holds. All calls need a transaction.
 */
@Repository
class Receipts {
    private static final int DAYS_KEPT = 7;
    /** Much longer than the answer to a submit is waited for, and than it takes to write it down. */
    private static final String EARLY = "interval '10 minutes'";

    private final JdbcClient jdbc;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Receipts(JdbcClient jdbc, RollCall rollCall, LadderRows ladders, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.clock = clock;
        this.events = events;
    }

    /** The carrier took one part. */
    void taken(long messageId, int attempt, int part, String carrierId) {
        lock(carrierId);
        // an older one is of another message: some carriers count their ids anew after a restart
        var early = jdbc.sql("delete from early_receipt where carrier_id = :id" + " returning case when at > now() - "
                        + EARLY + " then state end")
                .param("id", carrierId)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(state -> state)
                .orElse(null);
        jdbc.sql("""
            insert into message_part values (:id, :message, :attempt, :part, :receipt)
            on conflict (carrier_id) do update set message_id = excluded.message_id,
              attempt = excluded.attempt, part = excluded.part, receipt = excluded.receipt\
            """)
                .param("id", carrierId)
                .param("message", messageId)
                .param("attempt", attempt)
                .param("part", part)
                .param("receipt", early)
                .update();
    }

    void arrived(Receipt receipt) {
        if (!receipt.isFinal()) {
            return;
        }
        lock(receipt.carrierId());
        jdbc.sql("update message_part set receipt = coalesce(receipt, :state) where carrier_id = :id returning"
                        + " message_id")
                .param("state", receipt.state())
                .param("id", receipt.carrierId())
                .query(Long.class)
                .optional()
                .ifPresentOrElse(this::settle, () -> keep(receipt));
    }

    /**
     * Draws the conclusion: delivered when the newest attempt at every part is, failed when one of these is. The lock
     * comes first, or receipts of two parts at the same moment would each miss the other's uncommitted row.
     */
    void settle(long messageId) {
        record Sent(int segments, Realm realm) {}
        var sent = jdbc.sql("select segments, realm from message where id = :id for no key update")
                .param("id", messageId)
                .query(Sent.class)
                .single();
        var receipts = jdbc.sql("""
            select distinct on (part) coalesce(receipt, '') receipt from message_part
            where message_id = :id and part <= :parts order by part, attempt desc\
            """)
                .param("id", messageId)
                .param("parts", sent.segments())
                .query(String.class)
                .list();
        if (receipts.size() == sent.segments() && receipts.stream().allMatch("DELIVRD"::equals)) {
            conclude(messageId, arrived(sent.realm()), null);
        } else {
            bad(receipts).ifPresent(state -> conclude(messageId, MessageState.FAILED, "未送达（" + state + "）"));
        }
    }

    /** Nobody's real phone rings in an exercise. */
    private static MessageState arrived(Realm realm) {
        return realm == Realm.LIVE ? MessageState.DELIVERED : MessageState.SIMULATED;
    }

    /** The carrier's id of the part that was taken last, by which it is told who has the others. */
    Optional<String> newestPart(long messageId) {
        return jdbc.sql("""
            select carrier_id from message_part where message_id = :id order by attempt desc, part desc
            limit 1\
            """).param("id", messageId).query(String.class).optional();
    }

    /** Receipts that never found their message are forgotten after a week. */
    void forget() {
        jdbc.sql("delete from early_receipt where at < now() - :days * interval '1 day'")
                .param("days", DAYS_KEPT)
                .update();
    }

    private static Optional<String> bad(List<String> receipts) {
        return receipts.stream()
                .filter(r -> !r.isEmpty() && !r.equals("DELIVRD"))
                .findFirst();
    }

    /** Only what the carrier has can change by a receipt; and only once. */
    private void conclude(long messageId, MessageState state, @Nullable String reason) {
        jdbc.sql("""
            update message set state = :state, reason = :reason, state_at = now()
            where id = :id and state = 'submitted' returning id message_id, division\
            """)
                .param("state", state.wire())
                .param("reason", reason)
                .param("id", messageId)
                .query(MessageChanged.class)
                .optional()
                .ifPresent(changed -> {
                    if (state != MessageState.FAILED) {
                        rollCall.reached(messageId);
                    } else {
                        ladders.hurry(messageId, clock.instant());
                    }
                    events.publishEvent(changed);
                });
    }

    private void keep(Receipt receipt) {
        jdbc.sql("""
            insert into early_receipt (carrier_id, state) values (:id, :state) on conflict do nothing\
            """)
                .param("id", receipt.carrierId())
                .param("state", receipt.state())
                .update();
    }

    /** Answer and receipt of one id come on two threads: without this, each could miss the other's uncommitted row. */
    private void lock(String carrierId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:id))::text")
                .param("id", carrierId)
                .query(String.class)
                .single();
    }
}
