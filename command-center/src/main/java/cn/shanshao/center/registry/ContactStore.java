package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of contacts. */
@Repository
class ContactStore {
    private final JdbcClient jdbc;

    ContactStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Contact> byPoint(String point) {
        return rows("point_id = ?", point);
    }

    List<Contact> byPhone(String phone) {
        return rows("phone = ?", phone);
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

    private List<Contact> rows(String where, String key) {
        return jdbc.sql("select * from contact where " + where + " order by id")
                .param(key)
                .query((row, n) -> new Contact(
                        row.getString("id"),
                        row.getLong("version"),
                        row.getString("point_id"),
                        row.getString("name"),
                        row.getString("phone"),
                        ContactRole.valueOf(row.getString("role")),
                        row.getString("language"),
                        Realm.valueOf(row.getString("realm"))))
                .list();
    }

    /** The version of the stored row, which stays locked until the transaction ends; 0 when there is none. */
    long lock(String id) {
        return jdbc.sql("select version from contact where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void remove(String id) {
        jdbc.sql("delete from contact where id = ?").param(id).update();
    }

    void save(Contact c) {
        jdbc.sql("""
                        insert into contact (id, point_id, name, phone, role, language, realm)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = contact.version + 1, point_id = excluded.point_id,
                            name = excluded.name, phone = excluded.phone, role = excluded.role,
                            language = excluded.language, realm = excluded.realm
                        """)
                .params(
                        c.id(),
                        c.pointId(),
                        c.name(),
                        c.phone(),
                        c.role().name(),
                        c.language(),
                        c.realm().name())
                .update();
    }
}
