package cn.shanshao.center.monitoring;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The commands that were given, the last {@value #KEPT} of each device, and the answers to them. */
@Component
@Transactional
class Orders {
    static final int KEPT = 100;

    /** More of one who operates may not be without an answer at one time. */
    static final int MOST_OPEN = 20;

    private static final Set<String> ALWAYS = Set.of(Action.SIREN.word(), Action.STOP.word());

    private static final String WAITS = "id = ? and state in ('SENT', 'UNSENT')";
    private static final int MOST_EARLY = 500;

    private record Early(CommandAck ack, Instant at) {}

    /** A command is one of one device: an order that sounds several sirens gives each of them the same id. */
    private record Key(String device, String id) {}

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    /** Answers to commands that are not listed yet; the newest of them. */
    private final Map<Key, Early> early = new LinkedHashMap<>();

    Orders(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<Order> of(String device) {
        var now = clock.instant();
        return jdbc.sql("select * from device_command where device_id = ? order by sent_at desc, id limit " + KEPT)
                .param(device)
                .query((row, n) -> order(row, now))
                .list();
    }

    /** By their ids. */
    @Transactional(readOnly = true)
    Map<String, Sirens.Answer> answers(Collection<String> ids) {
        var now = clock.instant();
        var found = new HashMap<String, Sirens.Answer>();
        jdbc.sql("select * from device_command where id = any (?)")
                .param(ids.toArray(String[]::new))
                .query((row, n) -> order(row, now))
                .list()
                .forEach(order -> found.put(
                        order.id(),
                        new Sirens.Answer(
                                order.state().name().toLowerCase(Locale.ROOT), order.answeredAt(), order.detail())));
        return found;
    }

    /** What was never sent, or refused, has changed nothing; without an answer it may sound, and may not be silent. */
    @Transactional(readOnly = true)
    Map<String, Instant> sounding(Collection<String> devices) {
        var found = new HashMap<String, Instant>();
        jdbc.sql("""
                        select device_id, sent_at from (
                          select distinct on (device_id) device_id, action, sent_at from device_command
                          where device_id = any (:devices) and action in ('siren', 'stop')
                            and state not in ('REFUSED', 'UNSENT')
                            and not (action = 'stop' and state = 'SENT' and expires <= :now)
                          order by device_id, sent_at desc, id) last
                        where action = 'siren'""")
                .param("devices", devices.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    found.put(
                            row.getString("device_id"),
                            row.getTimestamp("sent_at").toInstant());
                });
        return found;
    }

    /**
     * What the job has ordered counts for nothing here: nobody operates it.
     *
     * @throws Problem 429 when too many of the device have no answer yet; never of one that sounds a siren or silences it
     */
    void add(Order order, String division) {
        jdbc.sql("select id from device where id = ? for update")
                .param(order.deviceId())
                .query(String.class)
                .single();
        if (!ALWAYS.contains(order.action())) {
            mustHaveRoom(order);
        }
        insert(order);
        audit.record(Act.of(order.by(), "device.command", order.deviceId())
                .in(division)
                .telling(Map.of(
                        "id", order.id(),
                        "do", order.action(),
                        "args", Json.text(order.args()),
                        "realm", order.realm(),
                        "expires", order.expires())));
    }

    private void mustHaveRoom(Order order) {
        var open = jdbc.sql("select count(*) from device_command where device_id = ? and state = 'SENT'"
                        + " and expires > ? and ordered_by <> ?")
                .params(order.deviceId(), Timestamp.from(order.sentAt()), JobOrders.JOB)
                .query(Integer.class)
                .single();
        if (open >= MOST_OPEN) {
            throw Problem.tooMany("%d commands wait for device %s".formatted(open, order.deviceId()), 60);
        }
    }

    /** One that somebody else has given already; it is listed once. */
    void note(Order order) {
        insert(order);
    }

    private void insert(Order order) {
        jdbc.sql("""
            insert into device_command (id, device_id, action, args, ordered_by, realm, sent_at, expires, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (device_id, id) do nothing\
            """)
                .params(
                        order.id(),
                        order.deviceId(),
                        order.action(),
                        Json.text(order.args()),
                        order.by(),
                        order.realm().name(),
                        Timestamp.from(order.sentAt()),
                        Timestamp.from(order.expires()),
                        order.state().name())
                .update();
        jdbc.sql("""
            delete from device_command where device_id = ? and id in (
              select id from device_command where device_id = ? order by sent_at desc, id offset ?)\
            """).params(order.deviceId(), order.deviceId(), KEPT).update();
    }

    /** Whether it has not been answered meanwhile. */
    boolean fail(Order order, String division, String why) {
        audit.record(Act.of("centre", "device.command.unsent", order.deviceId())
                .in(division)
                .telling(Map.of("id", order.id(), "why", why)));
        return jdbc.sql("update device_command set state = 'UNSENT', detail = ? where device_id = ? and id = ?"
                                + " and state = 'SENT'")
                        .params(why, order.deviceId(), order.id())
                        .update()
                > 0;
    }

    /**
     * Takes an answer, of the device that was commanded alone. One that names the command counts whenever it comes.
     *
     * @return whether there was such a command without an answer
     */
    boolean answer(String device, CommandAck ack, Instant at) {
        // kept first, and looked up after the listing: whichever comes second finds the other
        var key = new Key(device, ack.id());
        remember(key, new Early(ack, at));
        var isTaken = settle(WAITS, ack.id(), device, ack, at);
        if (isTaken) {
            forget(key);
        }
        return isTaken;
    }

    /** An answer that came before its command was listed; to be called once that is committed. */
    void settleEarly(String device, String id) {
        var key = new Key(device, id);
        var found = remembered(key);
        if (found != null) {
            settle(WAITS, id, device, found.ack, found.at);
            forget(key);
        }
    }

    private synchronized void remember(Key key, Early one) {
        early.put(key, one);
        if (early.size() > MOST_EARLY) {
            early.remove(early.keySet().iterator().next());
        }
    }

    private synchronized @Nullable Early remembered(Key key) {
        return early.get(key);
    }

    private synchronized void forget(Key key) {
        early.remove(key);
    }

    /** An answer that names no command, but its action: of the newest that has not expired. */
    boolean answerNewest(String device, String action, CommandAck ack, Instant at) {
        return jdbc.sql("select id from device_command where device_id = ? and action = ? and state = 'SENT'"
                        + " and expires >= ? order by sent_at desc limit 1")
                .params(device, action, Timestamp.from(at))
                .query(String.class)
                .optional()
                .filter(id -> settle("id = ?", id, device, ack, at))
                .isPresent();
    }

    private boolean settle(String which, String id, String device, CommandAck ack, Instant at) {
        var state = ack.ok() ? Order.State.ACKNOWLEDGED : Order.State.REFUSED;
        var detail = ack.detail();
        return jdbc.sql("update device_command set state = ?, answered_at = ?, detail = ? where device_id = ? and "
                                + which)
                        .params(
                                state.name(),
                                Timestamp.from(at),
                                detail == null ? "" : detail.replace('\0', '\uFFFD'),
                                device,
                                id)
                        .update()
                > 0;
    }

    private static Order order(ResultSet row, Instant now) throws SQLException {
        var state = Order.State.valueOf(row.getString("state"));
        var expires = row.getTimestamp("expires").toInstant();
        var answered = row.getTimestamp("answered_at");
        return new Order(
                row.getString("id"),
                row.getString("device_id"),
                row.getString("action"),
                args(row.getString("args")),
                row.getString("ordered_by"),
                Realm.valueOf(row.getString("realm")),
                row.getTimestamp("sent_at").toInstant(),
                expires,
                state == Order.State.SENT && !now.isBefore(expires) ? Order.State.EXPIRED : state,
                answered == null ? null : answered.toInstant(),
                row.getString("detail"));
    }

    private static Map<String, String> args(String json) {
        var args = new HashMap<String, String>();
        Map<?, ?> read = Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
        read.forEach((name, value) -> args.put(String.valueOf(name), String.valueOf(value)));
        return args;
    }
}
