package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.wire.Rejected;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was rejected of each device: the count, and the last hundred. Written once a second in one transaction, so a
 * device that sends nothing but rubbish costs as much as one that sends a little.
 */
@Component
class Rejections {
    static final int KEPT = 100;
    /** Devices counted between two writes; what comes from more of them is counted with the next write. */
    private static final int MOST_DEVICES = 10_000;

    private static final int PREVIEW = 300;
    private static final Logger log = LoggerFactory.getLogger(Rejections.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private Map<String, Pending> pending = new HashMap<>();

    Rejections(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    synchronized void add(String device, Rejected rejected) {
        if (pending.size() < MOST_DEVICES || pending.containsKey(device)) {
            pending.computeIfAbsent(device, d -> new Pending()).add(rejected);
        }
    }

    RejectedInput of(String device) {
        var count = jdbc.sql("select count from rejected_count where device = :device")
                .param("device", device)
                .query(Long.class)
                .optional()
                .orElse(0L);
        var last = jdbc.sql("select * from rejected where device = :device order by id desc limit 20")
                .param("device", device)
                .query(Rejections::item)
                .list();
        return new RejectedInput(count, last);
    }

    @Scheduled(fixedDelay = 1_000)
    void write() {
        var lot = takeAll();
        if (lot.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> lot.forEach(this::write));
        } catch (RuntimeException e) {
            log.debug("what was rejected cannot be written now", e);
            putBack(lot);
            return;
        }
        lot.keySet().forEach(device -> events.publishEvent(new RejectionsChanged(device)));
    }

    private void write(String device, Pending lot) {
        jdbc.sql("""
                        insert into rejected_count values (:device, :count)
                        on conflict (device) do update set count = rejected_count.count + excluded.count""").param("device", device).param("count", lot.count).update();
        lot.last.forEach(r -> insert(device, r));
        jdbc.sql("""
                        delete from rejected where device = :device and id <=
                          (select id from rejected where device = :device order by id desc offset :kept limit 1)""").param("device", device).param("kept", KEPT).update();
    }

    private void insert(String device, Rejected r) {
        jdbc.sql("""
                        insert into rejected (device, t, topic, reason, detail, index, payload)
                        values (:device, :t, :topic, :reason, :detail, :index, :payload)""")
                .param("device", device)
                .param("t", r.t().atOffset(ZoneOffset.UTC))
                .param("topic", clean(r.topic()))
                .param("reason", clean(r.reason()))
                .param("detail", clean(r.detail()))
                .param("index", r.index())
                .param("payload", r.payload())
                .update();
    }

    /** PostgreSQL takes no NUL in a text. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private synchronized Map<String, Pending> takeAll() {
        var lot = pending;
        pending = new HashMap<>();
        return lot;
    }

    private synchronized void putBack(Map<String, Pending> lot) {
        lot.forEach((device, old) -> pending.merge(device, old, (fresh, same) -> old.followedBy(fresh)));
    }

    private static RejectedInput.Item item(ResultSet rs, int row) throws SQLException {
        var text = new String(rs.getBytes("payload"), StandardCharsets.UTF_8);
        return new RejectedInput.Item(
                rs.getObject("t", OffsetDateTime.class).toInstant(),
                rs.getString("topic"),
                rs.getString("reason"),
                rs.getString("detail"),
                rs.getObject("index", Integer.class),
                text.length() > PREVIEW ? text.substring(0, PREVIEW) + "…" : text);
    }

    /** What came of one device since the last write. */
    private static final class Pending {
        private final Deque<Rejected> last = new ArrayDeque<>();
        private long count;

        void add(Rejected rejected) {
            count++;
            last.addLast(rejected);
            if (last.size() > KEPT) {
                last.removeFirst();
            }
        }

        Pending followedBy(Pending newer) {
            var both = new Pending();
            var all = new ArrayList<>(last);
            all.addAll(newer.last);
            all.forEach(both::add);
            both.count = count + newer.count;
            return both;
        }
    }
}
