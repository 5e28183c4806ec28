package cn.shanshao.center.notification;

import cn.shanshao.center.notification.gateway.Incoming.Joint;
import cn.shanshao.center.notification.gateway.Incoming.Typed;
import cn.shanshao.center.vault.Vault;
import cn.shanshao.center.vault.Vault.Sealed;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Parts of long texts that are not complete yet, sealed with a key for each text. Calls need a transaction. */
@Repository
class ReplyParts {
    /** Parts of one text come within seconds; what is still missing then may never come. */
    private static final String WAITED = "interval '2 minutes'";

    private final JdbcClient jdbc;
    private final Vault vault;

    ReplyParts(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** A text that was joined, the number it came from, and the realm of the gateway that brought it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(Realm realm, String from, byte[] utf16) {
        /** Without all of it, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Whole[]";
        }
    }

    /** A text of which a part is missing. */
    record LongText(String phoneIndex, Realm realm, int reference, int total) {
        String owner() {
            var parts = realm == Realm.LIVE ? "live-parts" : "parts";
            return "%s/%s/%d/%d".formatted(parts, phoneIndex, reference, total);
        }
    }

    /** What is sealed of a part. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Body(String from, byte[] utf16) {}

    /** Keeps the part; the whole text when it was the last one missing. */
    Optional<byte[]> join(Typed typed, Joint joint, Realm realm) {
        var text = new LongText(vault.index(typed.from()), realm, joint.reference(), joint.total());
        lock(text);
        keep(text, joint.part(), typed.from(), typed.utf16());
        var parts = parts(text);
        return parts.size() < text.total() ? Optional.empty() : Optional.of(take(text, parts));
    }

    private void keep(LongText text, int part, String from, byte[] utf16) {
        jdbc.sql("""
                        insert into reply_part (phone_index, realm, reference, total, part, body)
                        values (:index, :realm, :reference, :total, :part, :body) on conflict do nothing""")
                .param("index", text.phoneIndex())
                .param("realm", text.realm().name())
                .param("reference", text.reference())
                .param("total", text.total())
                .param("part", part)
                .param("body", vault.seal(text.owner(), Json.write(new Body(from, utf16))))
                .update();
    }

    /** The long texts of which a part does not come. */
    List<LongText> incomplete() {
        return jdbc.sql("select phone_index, realm, reference, total from reply_part"
                        + " group by phone_index, realm, reference, total having max(at) < now() - " + WAITED)
                .query(LongText.class)
                .list();
    }

    /** Takes it out as far as it came; empty when somebody else has taken it. */
    Optional<Whole> take(LongText text) {
        lock(text);
        var parts = parts(text);
        return parts.values().stream().findFirst().map(any -> new Whole(text.realm(), any.from(), take(text, parts)));
    }

    private void lock(LongText text) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:key))::text")
                .param("key", text.phoneIndex() + "#" + text.reference() + text.realm())
                .query(String.class)
                .single();
    }

    private Map<Integer, Body> parts(LongText text) {
        record Row(int part, Sealed body) {}
        var rows = jdbc.sql("""
                        select part, body from reply_part
                        where phone_index = :index and realm = :realm and reference = :reference and total = :total order by part""")
                .param("index", text.phoneIndex())
                .param("realm", text.realm().name())
                .param("reference", text.reference())
                .param("total", text.total())
                .query((rs, n) -> new Row(rs.getInt("part"), new Sealed(text.owner(), rs.getBytes("body"))))
                .list();
        var bodies = vault.open(rows.stream().map(Row::body).toList());
        var parts = new HashMap<Integer, Body>();
        for (var i = 0; i < rows.size(); i++) {
            var part = rows.get(i).part();
            bodies.get(i).ifPresent(json -> parts.put(part, Json.read(json, Body.class)));
        }
        return parts;
    }

    /** Takes the parts out, and drops their key; a gap says so. */
    private byte[] take(LongText text, Map<Integer, Body> parts) {
        jdbc.sql(
                        "delete from reply_part where phone_index = :index and realm = :realm and reference = :reference and total = :total")
                .param("index", text.phoneIndex())
                .param("realm", text.realm().name())
                .param("reference", text.reference())
                .param("total", text.total())
                .update();
        vault.forget(text.owner());
        var whole = new ByteArrayOutputStream();
        for (var part = 1; part <= text.total(); part++) {
            var body = parts.get(part);
            whole.writeBytes(
                    body == null ? "［缺第%d段］".formatted(part).getBytes(StandardCharsets.UTF_16BE) : body.utf16());
        }
        return whole.toByteArray();
    }

    /** A part that a version before this one left in the open. */
    void seal(String from, int reference, int total, int part, byte[] utf16) {
        keep(new LongText(vault.index(from), Realm.EXERCISE, reference, total), part, from, utf16);
    }
}
