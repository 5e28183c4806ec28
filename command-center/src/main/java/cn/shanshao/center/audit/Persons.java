package cn.shanshao.center.audit;

import cn.shanshao.center.vault.Seal;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Seals what the trail tells of persons, with a key for each. Who drops it makes everything sealed by it unreadable for
 * good, and no entry bent.
 */
final class Persons {
    private static final String PERSON = "person";
    private static final String SEALED = "vault";
    /** As versions before this one called it, whose keys did not bind what they sealed to the person's name. */
    private static final String UNBOUND = "sealed";

    private static final String FACTS = "facts";

    private final Vault vault;

    Persons(Vault vault, JdbcClient jdbc, AuditKey key) {
        this.vault = vault;
        key.persons().ifPresent(persons -> {
            record Kept(String person, byte[] sealed) {}
            for (var kept : jdbc.sql("select person, sealed from audit_person_key")
                    .query(Kept.class)
                    .list()) {
                try {
                    vault.adopt(owner(kept.person()), Seal.open(persons, "", kept.sealed()));
                } catch (AEADBadTagException e) {
                    throw new IllegalStateException(
                            "the key of %s in the audit trail was changed outside this program"
                                    .formatted(kept.person()),
                            e);
                }
                jdbc.sql("delete from audit_person_key where person = ?")
                        .param(kept.person())
                        .update();
            }
        });
    }

    private static String owner(String person) {
        return "audit/" + person;
    }

    /** The same act with the facts about persons sealed. */
    Act sealed(Act act) {
        var detail = new TreeMap<String, Object>();
        act.detail().forEach((name, value) -> detail.put(name, sealed(value)));
        return act.telling(detail).changing(sealed(act.before()), sealed(act.after()));
    }

    private @Nullable Object sealed(@Nullable Object told) {
        if (told instanceof Personal personal) {
            return seal(personal);
        }
        if (told instanceof Map<?, ?> map) {
            var all = new TreeMap<String, Object>();
            map.forEach((name, value) -> all.put(String.valueOf(name), sealed(value)));
            return all;
        }
        return told;
    }

    private Map<String, String> seal(Personal personal) {
        var plain = Json.text(new TreeMap<>(personal.facts())).getBytes(StandardCharsets.UTF_8);
        var sealed = Base64.getEncoder().encodeToString(vault.seal(owner(personal.person()), plain));
        return new TreeMap<>(Map.of(PERSON, personal.person(), SEALED, sealed));
    }

    void drop(String person) {
        vault.forget(owner(person));
    }

    /** The same JSON with every sealed part opened; {@code facts} of who was forgotten is {@code null}. */
    String open(String json) {
        return Json.text(opened(Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class)));
    }

    private Object opened(Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.size() == 2 && map.get(PERSON) instanceof String person) {
                if (map.get(SEALED) instanceof String text) {
                    return facts(person, text, true);
                }
                if (map.get(UNBOUND) instanceof String text) {
                    return facts(person, text, false);
                }
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

    private Map<String, Object> facts(String person, String text, boolean bound) {
        var all = new TreeMap<String, Object>();
        all.put(PERSON, person);
        var sealed = new Sealed(owner(person), Base64.getDecoder().decode(text), bound);
        all.put(
                FACTS,
                vault.open(List.of(sealed))
                        .get(0)
                        .map(plain -> Json.read(plain, Object.class))
                        .orElse(null));
        return all;
    }
}
