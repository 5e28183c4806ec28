package cn.shanshao.center.registry;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of contacts; names and numbers are sealed, a key for each. */
@Repository
class ContactStore {
    private final JdbcClient jdbc;
    private final Vault vault;

    ContactStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        sealWhatStandsInTheOpen();
    }

    /** What is sealed of a contact. */
    private record Body(String name, String phone) {}

    private record Row(
            String id,
            long version,
            String pointId,
            String role,
            String language,
            String realm,
            @Nullable String login,
            byte[] body) {}

    List<Contact> byPoint(String point) {
        return rows("point_id = ?", point);
    }

    List<Contact> byPoints(Collection<String> points) {
        return rows("point_id = any (?)", points.toArray(String[]::new));
    }

    List<Contact> byPhone(String phone) {
        return rows("phone_index = ?", vault.index(phone));
    }

    List<Contact> byId(String id) {
        return rows("id = ?", id);
    }

    Set<String> pointsWith(ContactRole role) {
        return jdbc.sql("select distinct point_id from contact where role = ?")
                .param(role.name())
                .query(String.class)
                .set();
    }

    private List<Contact> rows(String where, Object key) {
        var rows = jdbc.sql("select id, version, point_id, role, language, realm, login, body from contact where "
                        + where + " order by id")
                .param(key)
                .query(Row.class)
                .list();
        var bodies = vault.open(rows.stream()
                .map(row -> new Sealed(owner(row.id()), row.body()))
                .toList());
        var contacts = new ArrayList<Contact>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            bodies.get(i)
                    .map(json -> Json.read(json, Body.class))
                    .ifPresent(body -> contacts.add(new Contact(
                            row.id(),
                            row.version(),
                            row.pointId(),
                            body.name(),
                            body.phone(),
                            ContactRole.valueOf(row.role()),
                            row.language(),
                            Realm.valueOf(row.realm()),
                            row.login())));
        }
        return List.copyOf(contacts);
    }

    /** The version of the stored row, which stays locked until the transaction ends; 0 when there is none. */
    long lock(String id) {
        return jdbc.sql("select version from contact where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Off the card; what it was stays readable until it is forgotten. */
    void remove(String id, Instant when, String who) {
        end(id, when, who);
        jdbc.sql("delete from contact where id = ?").param(id).update();
    }

    /** Drops the key: no version of it can be read any more. Whether there was one. */
    boolean forget(String id) {
        return vault.forget(owner(id));
    }

    /** Those who were taken off every card before that time, and can be read still: their ids, and the last point of each. */
    Map<String, String> endedBefore(Instant when) {
        var ended = new HashMap<String, String>();
        jdbc.sql("""
                        select v.id, (array_agg(v.point_id order by v.version desc))[1] point_id from contact_version v
                        join vault_key k on k.owner = 'contact/' || v.id
                        group by v.id having max(coalesce(v.until, 'infinity')) < ?""").param(Timestamp.from(when)).query(row -> {
            ended.put(row.getString("id"), row.getString("point_id"));
        });
        return ended;
    }

    private void end(String id, Instant when, String who) {
        jdbc.sql("update contact_version set until = ?, ended_by = ? where id = ? and until is null")
                .params(Timestamp.from(when), who, id)
                .update();
    }

    private void begin(String id, Instant since, String who) {
        jdbc.sql(
                        "insert into contact_version (id, version, point_id, since, changed_by, role, language, realm, login, body)"
                                + " select id, version, point_id, ?, ?, role, language, realm, login, body from contact where id = ?")
                .params(Timestamp.from(since), who, id)
                .update();
    }

    /** The persons of a point as they were then. */
    List<Contact> at(String point, Instant when) {
        var at = Timestamp.from(when);
        return versions("point_id = ? and since <= ? and (until is null or until > ?)", point, at, at).stream()
                .map(ContactVersion::contact)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Every version of every person of a point, in the order in which they began. */
    List<ContactVersion> history(String point) {
        return versions("point_id = ?", point);
    }

    private List<ContactVersion> versions(String where, Object... values) {
        record Row(
                String id,
                long version,
                String pointId,
                Instant since,
                @Nullable Instant until,
                String changedBy,
                @Nullable String endedBy,
                String role,
                String language,
                String realm,
                @Nullable String login,
                byte[] body) {}
        var rows = jdbc.sql("select * from contact_version where " + where + " order by since, id")
                .params(values)
                .query((row, n) -> new Row(
                        row.getString("id"),
                        row.getLong("version"),
                        row.getString("point_id"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("until") == null
                                ? null
                                : row.getTimestamp("until").toInstant(),
                        row.getString("changed_by"),
                        row.getString("ended_by"),
                        row.getString("role"),
                        row.getString("language"),
                        row.getString("realm"),
                        row.getString("login"),
                        row.getBytes("body")))
                .list();
        var bodies = vault.open(rows.stream()
                .map(row -> new Sealed(owner(row.id()), row.body()))
                .toList());
        var versions = new ArrayList<ContactVersion>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var contact = bodies.get(i)
                    .map(json -> Json.read(json, Body.class))
                    .map(body -> new Contact(
                            row.id(),
                            row.version(),
                            row.pointId(),
                            body.name(),
                            body.phone(),
                            ContactRole.valueOf(row.role()),
                            row.language(),
                            Realm.valueOf(row.realm()),
                            row.login()));
            versions.add(new ContactVersion(
                    row.id(), row.version(), row.since(), row.until(), row.changedBy(), row.endedBy(), contact));
        }
        return List.copyOf(versions);
    }

    /** From then on, and the version before it ends. */
    void save(Contact c, Instant since, String who) {
        end(c.id(), since, who);
        write(c);
        begin(c.id(), since, who);
    }

    private void write(Contact c) {
        jdbc.sql("""
                        insert into contact (id, point_id, role, language, realm, login, body, phone_index)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = contact.version + 1, point_id = excluded.point_id,
                            role = excluded.role, language = excluded.language, realm = excluded.realm, login = excluded.login,
                            body = excluded.body, phone_index = excluded.phone_index
                        """)
                .params(
                        c.id(),
                        c.pointId(),
                        c.role().name(),
                        c.language(),
                        c.realm().name(),
                        c.login(),
                        sealed(c.id(), new Body(c.name(), c.phone())),
                        vault.index(c.phone()))
                .update();
    }

    private byte[] sealed(String id, Body body) {
        return vault.seal(owner(id), Json.write(body));
    }

    private static String owner(String id) {
        return "contact/" + id;
    }

    /** As versions before this one left it. */
    private void sealWhatStandsInTheOpen() {
        record Open(String id, String name, String phone) {}
        for (var open : jdbc.sql("select id, name, phone from contact where body is null")
                .query(Open.class)
                .list()) {
            jdbc.sql("update contact set body = ?, phone_index = ?, name = null, phone = null where id = ?")
                    .params(
                            sealed(open.id(), new Body(open.name(), open.phone())),
                            vault.index(open.phone()),
                            open.id())
                    .update();
            jdbc.sql("update contact_version v set body = c.body from contact c where c.id = v.id and v.id = ?"
                            + " and v.body is null")
                    .param(open.id())
                    .update();
        }
    }
}
