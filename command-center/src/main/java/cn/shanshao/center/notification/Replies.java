package cn.shanshao.center.notification;

import cn.shanshao.center.notification.Envelopes.Inside;
import cn.shanshao.center.notification.Envelopes.Kind;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Realm;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What people type: matched by their number to a person, and to the newest check that the person got, one of an open
 * episode first. A number that is nobody's is kept too. On the phones of the virtual carrier others type, so what it brings
 * is of nobody of the live realm, and the other way round. Calls need a transaction.
 */
@Repository
class Replies {
    private final JdbcClient jdbc;
    private final Registry registry;
    private final ReplyRows rows;
    private final Envelopes envelopes;
    private final ReplyParts waiting;
    private final ApplicationEventPublisher events;

    /** @param sealed what was written before is sealed by now */
    Replies(
            JdbcClient jdbc,
            Registry registry,
            ReplyRows rows,
            Envelopes envelopes,
            ReplyParts waiting,
            ApplicationEventPublisher events,
            OpenRows sealed) {
        this.jdbc = jdbc;
        this.registry = registry;
        this.rows = rows;
        this.envelopes = envelopes;
        this.waiting = waiting;
        this.events = events;
    }

    private record Check(
            long id,
            String pointId,
            String division,
            @Nullable String contactId) {}

    /** @param realm of the gateway that brought it */
    void arrived(Typed typed, Realm realm) {
        var joint = typed.joint();
        if (joint == null) {
            store(realm, typed.from(), typed.utf16());
        } else {
            waiting.join(typed, joint, realm).ifPresent(whole -> store(realm, typed.from(), whole));
        }
    }

    /** A long text of which a part does not come is shown as far as it came: half a cry for help is one. */
    void showIncomplete() {
        waiting.takeIncomplete().forEach(text -> store(text.realm(), text.from(), text.utf16()));
    }

    private void store(Realm realm, String from, byte[] utf16) {
        var text =
                new String(utf16, StandardCharsets.UTF_16BE).replace('\0', ' ').strip();
        var people = registry.contactsByPhone(from).stream()
                .filter(p -> p.realm() == realm)
                .toList();
        var check = people.isEmpty()
                ? Optional.<Check>empty()
                : newestCheck(people.get(0).phone(), realm);
        var person = people.stream()
                .filter(p -> check.isEmpty() || p.id().equals(check.get().contactId()))
                .findFirst()
                .or(() -> people.stream().findFirst())
                .orElse(null);
        var id = insert(from, text, person, check.orElse(null));
        events.publishEvent(new ReplyReceived(rows.get(id)));
        check.ifPresent(c -> events.publishEvent(new MessageChanged(c.id(), c.division())));
    }

    private Optional<Check> newestCheck(String phone, Realm realm) {
        return jdbc.sql("""
                        select m.id, m.point_id, m.division, m.contact_id from message m
                        join episode e on e.id = m.episode_id
                        where m.phone_index = :index and m.purpose = :purpose and m.created_at > now() - interval '1 day'
                          and m.state <> 'failed' and m.realm = :realm
                        order by e.open desc, m.id desc limit 1""")
                .param("index", envelopes.index(phone))
                .param("purpose", CheckDesk.PURPOSE)
                .param("realm", realm.name())
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
        var phone = person == null ? from : person.phone();
        var id = jdbc.sql("""
                        insert into reply (phone_index, contact_id, division, point_id, message_id, meaning)
                        values (:index, :contact, :division, :point, :message, :meaning) returning id""")
                .param("index", envelopes.index(phone))
                .param("contact", person == null ? null : person.id())
                .param("division", division)
                .param("point", point)
                .param("message", check == null ? null : check.id())
                .param("meaning", Meaning.of(text).name())
                .query(Long.class)
                .single();
        var inside = new Inside(person == null ? null : person.name(), phone, text);
        jdbc.sql("update reply set body = :body where id = :id")
                .param("body", envelopes.seal(Kind.REPLY, id, inside))
                .param("id", id)
                .update();
        return id;
    }
}
