package cn.shanshao.center.audit;

import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the trail. Appending is serialised by the row of its end: one chain has one end. */
@Repository
class Trail {
    /** Stands in the trail when its end, or the file of anchors, was found changed: no later entry makes that good. */
    static final Act BENT = Act.of("system", "trail.bent", "audit");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AuditKey key;
    private volatile boolean bent;

    Trail(JdbcClient jdbc, Clock clock, AuditKey key) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = key;
    }

    /**
     * Several at once: their end is held for no longer than it takes to write them.
     *
     * @param acts with what is personal sealed
     */
    void append(List<Act> acts, @Nullable Origin origin) {
        var head = soundEnd();
        for (var act : acts) {
            head = write(head, act, origin);
        }
        keep(head);
    }

    /** Writes down that something was found changed, in a transaction of the caller. */
    void tellBent(Map<String, ?> what) {
        bent = true;
        add(soundEnd(), BENT.telling(what), null);
    }

    /**
     * The end, locked. Where it is not the one that was written this is told first, and the trail goes on after its newest
     * entry: whoever bends the end must not keep everybody else from working.
     */
    private Head soundEnd() {
        var head = jdbc.sql("select * from audit_head for update")
                .query(Trail::end)
                .single();
        var newest = newest();
        if (holds(head) && newest.seq() <= head.seq()) {
            return head;
        }
        bent = true;
        return add(newest, BENT.telling(Map.of("seq", head.seq(), "hash", head.hash())), null);
    }

    private Head newest() {
        return jdbc.sql("select seq, hash, null::bytea seal from audit_entry order by seq desc limit 1")
                .query(Trail::end)
                .optional()
                .orElse(new Head(0, Entry.ROOT, null));
    }

    /** Whether it is the end that was written. */
    boolean holds(Head head) {
        return head.holds(key);
    }

    /** Whether anything was ever found changed without somebody going along the chain. */
    boolean isBent() {
        return bent;
    }

    /** Reads from the trail itself what was found before this start. */
    void recall() {
        bent |= jdbc.sql("select exists (select from audit_entry where action = ?)")
                .param(BENT.action())
                .query(Boolean.class)
                .single();
    }

    private Head add(Head head, Act act, @Nullable Origin origin) {
        var next = write(head, act, origin);
        keep(next);
        return next;
    }

    private Head write(Head head, Act act, @Nullable Origin origin) {
        var entry = new Entry(
                        head.seq() + 1,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        act.who(),
                        act.action(),
                        act.object(),
                        act.division() == null && origin != null ? origin.division() : act.division(),
                        origin == null ? null : origin.address(),
                        origin == null ? null : origin.via(),
                        json(act.detail()),
                        act.before() == null ? null : json(act.before()),
                        act.after() == null ? null : json(act.after()),
                        head.hash(),
                        "")
                .sealed(key);
        jdbc.sql("insert into audit_entry (seq, at, who, action, object, division, address, via, detail,"
                        + " state_before, state_after, previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        entry.seq(),
                        Timestamp.from(entry.at()),
                        entry.who(),
                        entry.action(),
                        entry.object(),
                        entry.division(),
                        entry.address(),
                        entry.via(),
                        entry.detail(),
                        entry.before(),
                        entry.after(),
                        HexFormat.of().parseHex(entry.previous()),
                        HexFormat.of().parseHex(entry.hash()))
                .update();
        return Head.sealed(entry.seq(), entry.hash(), key);
    }

    void keep(Head head) {
        jdbc.sql("update audit_head set seq = ?, hash = ?, seal = ?")
                .params(
                        head.seq(),
                        HexFormat.of().parseHex(head.hash()),
                        head.seal() == null ? null : HexFormat.of().parseHex(head.seal()))
                .update();
    }

    /** Keys sorted, no blanks. */
    private static String json(Object told) {
        return new String(Json.sorted(told), StandardCharsets.UTF_8);
    }

    /** What stood at the end once that entry was written. */
    Head at(long seq) {
        return onward(seq - 1, 1).stream()
                .filter(entry -> entry.seq() == seq)
                .findFirst()
                .map(entry -> new Head(seq, entry.hash(), null))
                .orElse(new Head(0, Entry.ROOT, null));
    }

    Head head() {
        return jdbc.sql("select * from audit_head").query(Trail::end).single();
    }

    /** Newest first. */
    List<Entry> find(Search asked) {
        return jdbc.sql("""
                        select * from audit_entry
                         where seq < :before
                           and (cast(:who as text[]) is null or who = any (:who))
                           and (who <> all (:without) or action = :bent)
                           and (cast(:object as text) is null or object = :object)
                           and (cast(:action as text) is null or starts_with(action, :action))
                           and (cast(:divisions as text[]) is null or division = any (:divisions))
                           and (cast(:from as timestamptz) is null or at >= :from)
                           and (cast(:to as timestamptz) is null or at < :to)
                         order by seq desc limit :limit
                        """)
                .param("before", asked.before())
                .param("who", asked.who() == null ? null : asked.who().toArray(String[]::new))
                .param("without", asked.without().toArray(String[]::new))
                .param("bent", BENT.action())
                .param("object", asked.object())
                .param("action", asked.action())
                .param(
                        "divisions",
                        asked.divisions() == null ? null : asked.divisions().toArray(String[]::new))
                .param("from", timestamp(asked.from()))
                .param("to", timestamp(asked.to()))
                .param("limit", asked.limit())
                .query(Trail::entry)
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /** At most {@code limit} entries after {@code after}, oldest first. */
    List<Entry> onward(long after, int limit) {
        return jdbc.sql("select * from audit_entry where seq > ? order by seq limit ?")
                .params(after, limit)
                .query(Trail::entry)
                .list();
    }

    static Head end(ResultSet row, int n) throws SQLException {
        var seal = row.getBytes("seal");
        return new Head(
                row.getLong("seq"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                seal == null ? null : HexFormat.of().formatHex(seal));
    }

    static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("action"),
                row.getString("object"),
                row.getString("division"),
                row.getString("address"),
                row.getString("via"),
                row.getString("detail"),
                row.getString("state_before"),
                row.getString("state_after"),
                HexFormat.of().formatHex(row.getBytes("previous")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
