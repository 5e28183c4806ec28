package cn.shanshao.center.notification;

import cn.shanshao.center.notification.smpp.Incoming.Joint;
import cn.shanshao.center.notification.smpp.Incoming.Typed;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Realm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What people type: matched by their number to a person, and to the newest check that the person got, one of an open
 * episode first. A number that is nobody's is kept too. Only the virtual carrier brings any, on whose phones others type:
 * nobody of the live realm speaks through it. Calls need a transaction.
 */
@Repository
class Replies {
    /** Parts of one text come within seconds; what is still missing then may never come. */
    private static final String WAITED = "interval '2 minutes'";

    private static final Realm BROUGHT = Realm.EXERCISE;

    private final JdbcClient jdbc;
    private final Registry registry;
    private final ReplyRows rows;
    private final ApplicationEventPublisher events;

    Replies(JdbcClient jdbc, Registry registry, ReplyRows rows, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.rows = rows;
        this.events = events;
    }

    private record Check(
            long id,
            String pointId,
            String division,
            @Nullable String contactId) {}

    void arrived(Typed typed) {
        var joint = typed.joint();
        if (joint == null) {
            store(typed.from(), typed.utf16());
        } else {
            join(typed, joint).ifPresent(whole -> store(typed.from(), whole));
        }
    }

    /** Keeps the part; the whole text when it was the last one missing. */
    private Optional<byte[]> join(Typed typed, Joint joint) {
        var text = new LongText(typed.from(), joint.reference(), joint.total());
        lock(text);
        jdbc.sql(
                        "insert into reply_part values (:phone, :reference, :total, :part, :body, now()) on conflict do nothing")
                .param("phone", text.phone())
                .param("reference", text.reference())
                .param("total", text.total())
                .param("part", joint.part())
                .param("body", typed.utf16())
                .update();
        var parts = parts(text);
        return parts.size() < text.total() ? Optional.empty() : Optional.of(take(text, parts));
    }

    /** A long text of which a part does not come is shown as far as it came: half a cry for help is one. */
    void showIncomplete() {
        jdbc.sql("select phone, reference, total from reply_part group by phone, reference, total"
                        + " having max(at) < now() - " + WAITED)
                .query(LongText.class)
                .list()
                .forEach(this::showIncomplete);
    }

    private void showIncomplete(LongText text) {
        lock(text);
        var parts = parts(text);
        if (!parts.isEmpty()) {
            store(text.phone(), take(text, parts));
        }
    }

    private record LongText(String phone, int reference, int total) {}

    private void lock(LongText text) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:key))::text")
                .param("key", text.phone() + "#" + text.reference())
                .query(String.class)
                .single();
    }

    private Map<Integer, byte[]> parts(LongText text) {
        record Part(int part, byte[] body) {}
        return jdbc
                .sql("""
                        select part, body from reply_part
                        where phone = :phone and reference = :reference and total = :total""")
                .param("phone", text.phone())
                .param("reference", text.reference())
                .param("total", text.total())
                .query((rs, n) -> new Part(rs.getInt("part"), rs.getBytes("body")))
                .list()
                .stream()
                .collect(Collectors.toMap(Part::part, Part::body));
    }

    /** Takes the parts out; a gap says so. */
    private byte[] take(LongText text, Map<Integer, byte[]> parts) {
        jdbc.sql("delete from reply_part where phone = :phone and reference = :reference and total = :total")
                .param("phone", text.phone())
                .param("reference", text.reference())
                .param("total", text.total())
                .update();
        var whole = new ByteArrayOutputStream();
        for (var part = 1; part <= text.total(); part++) {
            var body = parts.get(part);
            whole.writeBytes(body == null ? "［缺第%d段］".formatted(part).getBytes(StandardCharsets.UTF_16BE) : body);
        }
        return whole.toByteArray();
    }

    private void store(String from, byte[] utf16) {
        var text =
                new String(utf16, StandardCharsets.UTF_16BE).replace('\0', ' ').strip();
        var people = registry.contactsByPhone(from).stream()
                .filter(p -> p.realm() == BROUGHT)
                .toList();
        var check = people.isEmpty()
                ? Optional.<Check>empty()
                : newestCheck(people.get(0).phone());
        var person = people.stream()
                .filter(p -> check.isEmpty() || p.id().equals(check.get().contactId()))
                .findFirst()
                .or(() -> people.stream().findFirst())
                .orElse(null);
        var id = insert(from, text, person, check.orElse(null));
        events.publishEvent(new ReplyReceived(rows.get(id)));
        check.ifPresent(c -> events.publishEvent(new MessageChanged(c.id(), c.division())));
    }

    private Optional<Check> newestCheck(String phone) {
        return jdbc.sql("""
                        select m.id, m.point_id, m.division, m.contact_id from message m
                        join episode e on e.id = m.episode_id
                        where m.phone = :phone and m.purpose = :purpose and m.created_at > now() - interval '1 day'
                          and m.state <> 'failed' and m.realm = :realm
                        order by e.open desc, m.id desc limit 1""")
                .param("phone", phone)
                .param("purpose", CheckDesk.PURPOSE)
                .param("realm", BROUGHT.name())
                .query(Check.class)
                .optional();
    }

    private long insert(String from, String text, @Nullable Contact person, @Nullable Check check) {
        var point = check != null ? check.pointId() : person != null ? person.pointId() : null;
        var division = check != null
                ? check.division()
                : point == null
                        ? null
                        : registry.findPoint(point).map(p -> p.division()).orElse(null);
        return jdbc.sql("""
                        insert into reply (phone, contact_id, from_name, division, point_id, message_id, text, meaning)
                        values (:phone, :contact, :name, :division, :point, :message, :text, :meaning) returning id""")
                .param("phone", person == null ? from : person.phone())
                .param("contact", person == null ? null : person.id())
                .param("name", person == null ? null : person.name())
                .param("division", division)
                .param("point", point)
                .param("message", check == null ? null : check.id())
                .param("text", text)
                .param("meaning", Meaning.of(text).name())
                .query(Long.class)
                .single();
    }
}
