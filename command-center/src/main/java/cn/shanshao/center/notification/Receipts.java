package cn.shanshao.center.notification;

import cn.shanshao.center.notification.gateway.Incoming.Receipt;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final Outbox outbox;
    private final RollCall rollCall;
    private final LadderRows ladders;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Receipts(
            JdbcClient jdbc,
            Outbox outbox,
            RollCall rollCall,
            LadderRows ladders,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.rollCall = rollCall;
        this.ladders = ladders;
        this.clock = clock;
        this.events = events;
    }

    /** One part that a carrier took, under its id. */
    private record Part(long messageId, int attempt, int number, String carrierId) {}

    /** The carrier took one part of a message that has more. */
    void partTaken(long messageId, int attempt, int part, String carrierId) {
        keep(List.of(new Part(messageId, attempt, part, carrierId)));
    }

    /** Carriers took these as a whole. */
    void taken(List<Word.Taken> all) {
        var early = keep(all.stream()
                .map(one -> new Part(one.message().id(), one.message().attempts(), one.parts(), one.carrierId()))
                .toList());
        outbox.submitted(all);
        // a part before the last one may have had its receipt, which nobody drew a conclusion from yet
        var open = all.stream()
                .filter(one -> one.parts() > 1 || early.contains(one.carrierId()))
                .map(one -> one.message().id())
                .toList();
        if (!open.isEmpty()) {
            settle(open);
        }
    }

    /** @return ids of those whose receipt was there before */
    private Set<String> keep(Collection<Part> parts) {
        var byId = new LinkedHashMap<String, Part>();
        parts.forEach(part -> byId.put(part.carrierId(), part));
        lock(byId.keySet());
        var early = new HashMap<String, String>();
        // an older one is of another message: some carriers count their ids anew after a restart
        jdbc.sql("delete from early_receipt where carrier_id = any (:ids) returning carrier_id,"
                        + " case when at > now() - " + EARLY + " then state end state")
                .param("ids", byId.keySet().toArray(String[]::new))
                .query(rs -> {
                    var state = rs.getString("state");
                    if (state != null) {
                        early.put(rs.getString("carrier_id"), state);
                    }
                });
        var all = byId.values();
        jdbc.sql("""
            insert into message_part (carrier_id, message_id, attempt, part, receipt)
            select * from unnest(cast(:ids as text[]), cast(:messages as bigint[]), cast(:attempts as integer[]),
              cast(:parts as integer[]), cast(:receipts as text[]))
            on conflict (carrier_id) do update set message_id = excluded.message_id,
              attempt = excluded.attempt, part = excluded.part, receipt = excluded.receipt\
            """)
                .param("ids", byId.keySet().toArray(String[]::new))
                .param("messages", all.stream().map(Part::messageId).toArray(Long[]::new))
                .param("attempts", all.stream().map(Part::attempt).toArray(Integer[]::new))
                .param("parts", all.stream().map(Part::number).toArray(Integer[]::new))
                .param("receipts", byId.keySet().stream().map(early::get).toArray(String[]::new))
                .update();
        return early.keySet();
    }

    void arrived(Collection<Receipt> all) {
        var states = new LinkedHashMap<String, String>();
        all.stream().filter(Receipt::isFinal).forEach(one -> states.putIfAbsent(one.carrierId(), one.state()));
        if (states.isEmpty()) {
            return;
        }
        lock(states.keySet());
        var messages = new TreeSet<Long>();
        var unknown = new HashMap<>(states);
        jdbc.sql("""
            update message_part p set receipt = coalesce(p.receipt, u.state)
            from unnest(cast(:ids as text[]), cast(:states as text[])) u (id, state) where p.carrier_id = u.id
            returning p.carrier_id, p.message_id\
            """)
                .param("ids", states.keySet().toArray(String[]::new))
                .param("states", states.values().toArray(String[]::new))
                .query(rs -> {
                    unknown.remove(rs.getString("carrier_id"));
                    messages.add(rs.getLong("message_id"));
                });
        if (!unknown.isEmpty()) {
            keepEarly(unknown);
        }
        if (!messages.isEmpty()) {
            settle(messages);
        }
    }

    /** The segments of a message, and what is known of them. */
    private record Sent(long id, int segments, Realm realm, List<String> receipts) {}

    /** What follows from the receipts of a message. */
    private record Conclusion(
            long id, MessageState state, @Nullable String reason) {}

    /**
     * Draws the conclusion: delivered when the newest attempt at every part is, failed when one of these is. The locks
     * come first, or receipts of two parts at the same moment would each miss the other's uncommitted row.
     */
    private void settle(Collection<Long> messages) {
        var ids = messages.toArray(Long[]::new);
        var sent = new LinkedHashMap<Long, Sent>();
        jdbc.sql("select id, segments, realm from message where id = any (:ids) order by id for no key update")
                .param("ids", ids)
                .query(rs -> {
                    var id = rs.getLong("id");
                    var realm = Realm.valueOf(rs.getString("realm"));
                    sent.put(id, new Sent(id, rs.getInt("segments"), realm, new ArrayList<>()));
                });
        jdbc.sql("""
            select distinct on (p.message_id, p.part) p.message_id, coalesce(p.receipt, '') receipt from message_part p
              join message m on m.id = p.message_id
            where p.message_id = any (:ids) and p.part <= m.segments order by p.message_id, p.part, p.attempt desc\
            """).param("ids", ids).query(rs -> {
            Objects.requireNonNull(sent.get(rs.getLong("message_id")))
                    .receipts()
                    .add(rs.getString("receipt"));
        });
        var conclusions =
                sent.values().stream().flatMap(one -> conclusion(one).stream()).toList();
        if (!conclusions.isEmpty()) {
            conclude(conclusions);
        }
    }

    private static Optional<Conclusion> conclusion(Sent sent) {
        var receipts = sent.receipts();
        if (receipts.size() == sent.segments() && receipts.stream().allMatch("DELIVRD"::equals)) {
            return Optional.of(new Conclusion(sent.id(), arrived(sent.realm()), null));
        }
        return bad(receipts).map(state -> new Conclusion(sent.id(), MessageState.FAILED, "未送达（" + state + "）"));
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
    private void conclude(List<Conclusion> all) {
        var states = new HashMap<Long, MessageState>();
        all.forEach(one -> states.put(one.id(), one.state()));
        var changed = jdbc.sql("""
            update message m set state = u.state, reason = u.reason, state_at = now()
            from unnest(cast(:ids as bigint[]), cast(:states as text[]), cast(:reasons as text[])) u (id, state, reason)
            where m.id = u.id and m.state = 'submitted' returning m.id message_id, m.division\
            """)
                .param("ids", all.stream().map(Conclusion::id).toArray(Long[]::new))
                .param("states", all.stream().map(one -> one.state().wire()).toArray(String[]::new))
                .param("reasons", all.stream().map(Conclusion::reason).toArray(String[]::new))
                .query(MessageChanged.class)
                .list();
        var reached = new ArrayList<Long>();
        var failed = new ArrayList<Long>();
        for (var one : changed) {
            (states.get(one.messageId()) == MessageState.FAILED ? failed : reached).add(one.messageId());
        }
        if (!reached.isEmpty()) {
            rollCall.reached(reached);
        }
        if (!failed.isEmpty()) {
            ladders.hurry(failed, clock.instant());
        }
        changed.forEach(events::publishEvent);
    }

    private void keepEarly(Map<String, String> states) {
        jdbc.sql("""
            insert into early_receipt (carrier_id, state)
            select * from unnest(cast(:ids as text[]), cast(:states as text[])) on conflict do nothing\
            """)
                .param("ids", states.keySet().toArray(String[]::new))
                .param("states", states.values().toArray(String[]::new))
                .update();
    }

    /**
     * Answer and receipt of one id come on two threads: without this, each could miss the other's uncommitted row. In one
     * order, whoever asks.
     */
    private void lock(Collection<String> carrierIds) {
        jdbc.sql("""
            select pg_advisory_xact_lock(h)::text from (
              select distinct hashtext(id) h from unnest(cast(:ids as text[])) id order by h) hashes\
            """)
                .param("ids", carrierIds.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
