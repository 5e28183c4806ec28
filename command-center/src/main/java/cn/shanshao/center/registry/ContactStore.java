package cn.shanshao.center.registry;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
            String id, long version, String pointId, String role, String language, String realm, byte[] body) {}

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
        var rows = jdbc.sql("select id, version, point_id, role, language, realm, body from contact where " + where
                        + " order by id")
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
                            Realm.valueOf(row.realm()))));
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

    /** And its key with it. */
    void remove(String id) {
        jdbc.sql("delete from contact where id = ?").param(id).update();
        vault.forget(owner(id));
    }

    void save(Contact c) {
        jdbc.sql("""
                        insert into contact (id, point_id, role, language, realm, body, phone_index)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = contact.version + 1, point_id = excluded.point_id,
                            role = excluded.role, language = excluded.language, realm = excluded.realm,
                            body = excluded.body, phone_index = excluded.phone_index
                        """)
                .params(
                        c.id(),
                        c.pointId(),
                        c.role().name(),
                        c.language(),
                        c.realm().name(),
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
        }
    }
}
