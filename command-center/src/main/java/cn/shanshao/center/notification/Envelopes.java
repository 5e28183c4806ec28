package cn.shanshao.center.notification;

import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who a message is for, who typed an answer, and what: each sealed with a key of its own, which can be dropped. */
@Component
class Envelopes {
    private final Vault vault;

    Envelopes(Vault vault) {
        this.vault = vault;
    }

    /** What a table's rows are called in the vault. */
    enum Kind {
        MESSAGE("message/"),
        REPLY("reply/"),
        /** What an officer noted of a household. */
        NOTE("roll-change/"),
        RUNNER("roll-runner/"),
        /** Who did what about a cry for help. */
        CRY("cry/"),
        /** Why nothing followed from a text of nobody's number. */
        REPLY_NOTE("reply-note/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        String owner(long id) {
            return prefix + id;
        }
    }

    /**
     * What is sealed.
     *
     * @param name {@code null} when the number is nobody's
     * @param text {@code null} where it tells of nobody
     */
    record Inside(
            @Nullable String name, String phone, @Nullable String text) {
        /** Without all of it, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Inside[]";
        }
    }

    byte[] seal(Kind kind, long id, Inside inside) {
        return vault.seal(kind.owner(id), Json.write(inside));
    }

    Map<Long, byte[]> seal(Kind kind, Map<Long, Inside> all) {
        var plains = new HashMap<String, byte[]>();
        all.forEach((id, inside) -> plains.put(kind.owner(id), Json.write(inside)));
        var sealed = vault.seal(plains);
        var byId = new HashMap<Long, byte[]>();
        all.keySet().forEach(id -> byId.put(id, sealed.get(kind.owner(id))));
        return byId;
    }

    /** Those of whom somebody can still read something. */
    Map<Long, Inside> open(Kind kind, Map<Long, byte[]> bodies) {
        var ids = List.copyOf(bodies.keySet());
        var opened = vault.open(ids.stream()
                .map(id -> new Sealed(kind.owner(id), bodies.get(id)))
                .toList());
        var insides = new HashMap<Long, Inside>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            opened.get(i).ifPresent(json -> insides.put(id, Json.read(json, Inside.class)));
        }
        return insides;
    }

    /** The same of rows; those without a body were erased. */
    <T> Map<Long, Inside> open(
            Kind kind, Collection<T> rows, ToLongFunction<T> id, Function<T, byte @Nullable []> body) {
        var bodies = new HashMap<Long, byte[]>();
        for (var row : rows) {
            var sealed = body.apply(row);
            if (sealed != null) {
                bodies.put(id.applyAsLong(row), sealed);
            }
        }
        return open(kind, bodies);
    }

    void forget(Kind kind, Collection<Long> ids) {
        vault.forget(ids.stream().map(kind::owner).toList());
    }

    /** By which a number is found, and from which it cannot be told. */
    String index(String phone) {
        return vault.index(phone);
    }
}
