package cn.shanshao.center.monitoring;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import cn.shanshao.center.LotTransaction;
import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Rejected;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was rejected of each device: the count of all, and the last hundred. */
@Component
class Rejections {
    static final int KEPT = 100;

    private static final int PREVIEW = 300;
    private static final Logger log = LoggerFactory.getLogger(Rejections.class);

    private final JdbcClient jdbc;
    private final LotTransaction transaction;
    private final ApplicationEventPublisher events;

    Rejections(JdbcClient jdbc, LotTransaction transaction, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    /** As {@link LotTransaction#store}. A repeat, which only a crash between commit and acknowledgement makes, counts. */
    void store(List<Delivery> lot) {
        transaction.store(lot, this::write, this::bury);
        lot.stream().map(Rejections::deviceOf).distinct().forEach(d -> events.publishEvent(new RejectionsChanged(d)));
    }

    private static String deviceOf(Delivery delivery) {
        return delivery.topic().substring(delivery.topic().lastIndexOf('/') + 1);
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

    private void write(List<Delivery> lot) {
        var ofDevices = lot.stream().collect(groupingBy(Rejections::deviceOf, TreeMap::new, toList()));
        ofDevices.forEach((device, all) -> {
            count(device, all.size());
            all.subList(Math.max(0, all.size() - KEPT), all.size())
                    .forEach(one -> insert(device, Json.read(one.payload(), Rejected.class)));
            dropOld(device);
        });
    }

    /** What says that something was rejected cannot be read, or not be written: it counts all the same. */
    private void bury(Delivery delivery, Throwable e) {
        log.warn("a rejection on {} cannot be kept: {}", OneLine.of(delivery.topic()), OneLine.of(e.getMessage()));
        count(deviceOf(delivery), 1);
    }

    private void count(String device, int count) {
        jdbc.sql("""
                        insert into rejected_count values (:device, :count)
                        on conflict (device) do update set count = rejected_count.count + excluded.count""").param("device", device).param("count", count).update();
    }

    private void dropOld(String device) {
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
}
