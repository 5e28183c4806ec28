package cn.shanshao.center.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the trail. Appending is serialised: one chain has one end. */
@Repository
class Trail {
    /** Of the transaction-scoped advisory lock; any number that nobody else uses. */
    private static final long LOCK = 0x5348_4155_4449_54L;

    private final JdbcClient jdbc;
    private final Clock clock;

    Trail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void append(String who, String action, String object, Map<String, ?> detail) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((row, n) -> true)
                .single();
        var last = last();
        var entry = Entry.next(
                last.map(Entry::seq).orElse(0L) + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                who,
                action,
                object,
                Entry.canonical(detail),
                last.map(Entry::hash).orElse(Entry.ROOT));
        jdbc.sql("insert into audit_entry (seq, at, who, action, object, detail, previous, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        entry.seq(),
                        Timestamp.from(entry.at()),
                        entry.who(),
                        entry.action(),
                        entry.object(),
                        entry.detail(),
                        HexFormat.of().parseHex(entry.previous()),
                        HexFormat.of().parseHex(entry.hash()))
                .update();
    }

    private Optional<Entry> last() {
        return jdbc.sql("select * from audit_entry order by seq desc limit 1")
                .query(Trail::entry)
                .optional();
    }

    /** At most {@code limit} entries below {@code before}, newest first. */
    List<Entry> page(long before, int limit) {
        return jdbc.sql("select * from audit_entry where seq < ? order by seq desc limit ?")
                .params(before, limit)
                .query(Trail::entry)
                .list();
    }

    /** At most {@code limit} entries after {@code after}, oldest first. */
    List<Entry> onward(long after, int limit) {
        return jdbc.sql("select * from audit_entry where seq > ? order by seq limit ?")
                .params(after, limit)
                .query(Trail::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("action"),
                row.getString("object"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBytes("previous")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }
}
