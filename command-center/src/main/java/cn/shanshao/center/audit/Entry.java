package cn.shanshao.center.audit;

import cn.shanshao.ingest.wire.Json;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain.
 *
 * @param division of the object; {@code null} where it has none
 * @param address from where it was asked; {@code null} when a part did it by itself
 * @param via session, token or certificate; {@code null} as {@code address}
 * @param detail JSON, keys sorted; facts about persons are sealed
 * @param before JSON of the object as it was
 * @param after JSON of the object as it was then
 * @param previous hash of the entry before, in hexadecimal; all zeros in the first
 * @param hash HMAC-SHA-256 over {@code previous} and the JSON of everything else, by the key outside the database
 */
public record Entry(
        long seq,
        Instant at,
        String who,
        String action,
        String object,
        @Nullable String division,
        @Nullable String address,
        @Nullable String via,
        @JsonRawValue String detail,
        @JsonRawValue @Nullable String before,
        @JsonRawValue @Nullable String after,
        String previous,
        String hash) {
    static final String ROOT = "0".repeat(64);

    Entry sealed(AuditKey key) {
        return new Entry(
                seq,
                at,
                who,
                action,
                object,
                division,
                address,
                via,
                detail,
                before,
                after,
                previous,
                HexFormat.of().formatHex(key.mac(told())));
    }

    boolean holds(AuditKey key) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(hash), key.mac(told()));
    }

    /** Of before the chain had a key: SHA-256, which anybody can compute; only an anchor tells that it is the same. */
    boolean holdsWithoutKey() {
        var facts = new TreeMap<String, Object>();
        basics(facts);
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(bytes(facts));
            return MessageDigest.isEqual(HexFormat.of().parseHex(hash), sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private byte[] told() {
        var facts = new TreeMap<String, Object>();
        basics(facts);
        facts.put("division", division);
        facts.put("address", address);
        facts.put("via", via);
        facts.put("before", before);
        facts.put("after", after);
        return bytes(facts);
    }

    private void basics(TreeMap<String, Object> facts) {
        facts.put("seq", seq);
        facts.put("at", at.toString());
        facts.put("who", who);
        facts.put("action", action);
        facts.put("object", object);
        facts.put("detail", detail);
    }

    private byte[] bytes(TreeMap<String, Object> facts) {
        var json = Json.text(facts).getBytes(StandardCharsets.UTF_8);
        var before32 = HexFormat.of().parseHex(previous);
        return ByteBuffer.allocate(before32.length + json.length)
                .put(before32)
                .put(json)
                .array();
    }
}
