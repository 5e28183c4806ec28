package cn.shanshao.center.audit;

import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A key for each person that the trail tells of, itself sealed by the master key outside the database. Who drops it makes
 * everything sealed by it unreadable for good, and no entry bent.
 */
final class PersonKeys {
    private static final String PERSON = "person";
    private static final String SEALED = "sealed";
    private static final String FACTS = "facts";

    private final JdbcClient jdbc;
    private final Seal master;

    PersonKeys(JdbcClient jdbc, AuditKey key) {
        this.jdbc = jdbc;
        this.master = key.persons();
    }

    Map<String, String> seal(Personal personal) {
        var plain = Json.text(new TreeMap<>(personal.facts())).getBytes(StandardCharsets.UTF_8);
        var sealed = Base64.getEncoder().encodeToString(of(personal.person()).close(plain));
        return new TreeMap<>(Map.of(PERSON, personal.person(), SEALED, sealed));
    }

    private Seal of(String person) {
        jdbc.sql("insert into audit_person_key (person, sealed) values (?, ?) on conflict do nothing")
                .params(person, master.close(AuditKey.random()))
                .update();
        return find(person).orElseThrow();
    }

    private Optional<Seal> find(String person) {
        return jdbc.sql("select sealed from audit_person_key where person = ?")
                .param(person)
                .query(byte[].class)
                .optional()
                .map(master::open)
                .map(Seal::new);
    }

    void drop(String person) {
        jdbc.sql("delete from audit_person_key where person = ?").param(person).update();
    }

    /** The same JSON with every sealed part opened; {@code facts} of who was forgotten is {@code null}. */
    String open(String json) {
        return Json.text(opened(Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class)));
    }

    private Object opened(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.size() == 2 && map.get(PERSON) instanceof String person && map.get(SEALED) instanceof String text) {
                return facts(person, text);
            }
            var all = new TreeMap<String, Object>();
            map.forEach((k, v) -> all.put(String.valueOf(k), opened(v)));
            return all;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::opened).toList();
        }
        return value;
    }

    private Map<String, Object> facts(String person, String text) {
        var all = new TreeMap<String, Object>();
        all.put(PERSON, person);
        all.put(
                FACTS,
                find(person)
                        .map(key -> Json.read(key.open(Base64.getDecoder().decode(text)), Object.class))
                        .orElse(null));
        return all;
    }
}
