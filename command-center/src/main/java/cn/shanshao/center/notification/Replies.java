package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.notification.smpp.Incoming.Joint;
import cn.shanshao.center.notification.smpp.Incoming.Typed;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What people type: matched by their number to a person, and to the newest check that the person got, one of an open
 * episode first. A number that is nobody's is kept too. Calls need a transaction.
 */
@Repository
class Replies {
    private static final int LONGEST = 2_000;

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
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:key))::text")
                .param("key", typed.from() + "#" + joint.reference())
                .query(String.class)
                .single();
        jdbc.sql("delete from reply_part where at < now() - interval '1 day'").update();
        jdbc.sql(
                        "insert into reply_part values (:phone, :reference, :total, :part, :body, now()) on conflict do nothing")
                .param("phone", typed.from())
                .param("reference", joint.reference())
                .param("total", joint.total())
                .param("part", joint.part())
                .param("body", typed.utf16())
                .update();
        var parts = jdbc.sql("""
                        select body from reply_part
                        where phone = :phone and reference = :reference and total = :total order by part""")
                .param("phone", typed.from())
                .param("reference", joint.reference())
                .param("total", joint.total())
                .query(byte[].class)
                .list();
        if (parts.size() < joint.total()) {
            return Optional.empty();
        }
        jdbc.sql("delete from reply_part where phone = :phone and reference = :reference and total = :total")
                .param("phone", typed.from())
                .param("reference", joint.reference())
                .param("total", joint.total())
                .update();
        var whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return Optional.of(whole.toByteArray());
    }

    private void store(String from, byte[] utf16) {
        var text =
                new String(utf16, StandardCharsets.UTF_16BE).replace('\0', ' ').strip();
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var people = people(from);
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

    private List<Contact> people(String from) {
        try {
            return registry.contactsByPhone(from);
        } catch (Problem notANumber) {
            return List.of();
        }
    }

    private Optional<Check> newestCheck(String phone) {
        return jdbc.sql("""
                        select m.id, m.point_id, m.division, m.contact_id from message m
                        join episode e on e.id = m.episode_id
                        where m.phone = :phone and m.purpose = :purpose and m.created_at > now() - interval '1 day'
                          and m.state <> 'failed'
                        order by e.open desc, m.id desc limit 1""")
                .param("phone", phone)
                .param("purpose", CheckDesk.PURPOSE)
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
