package cn.shanshao.center.audit;

import cn.shanshao.ingest.wire.Json;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One link of the chain.
 *
 * @param detail canonical JSON: keys sorted, no blanks
 * @param previous hash of the entry before; 32 zero bytes in the first
 * @param hash SHA-256 over {@code previous} and the canonical JSON of everything else
 */
record Entry(
        long seq,
        Instant at,
        String who,
        String action,
        String object,
        @JsonRawValue String detail,
        byte[] previous,
        byte[] hash) {
    static final byte[] ROOT = new byte[32];

    static Entry next(long seq, Instant at, String who, String action, String object, String detail, byte[] previous) {
        return new Entry(
                seq, at, who, action, object, detail, previous, digest(seq, at, who, action, object, detail, previous));
    }

    static String canonical(Map<String, ?> detail) {
        return Json.text(new TreeMap<>(detail));
    }

    boolean holds() {
        return Arrays.equals(hash, digest(seq, at, who, action, object, detail, previous));
    }

    private static byte[] digest(
            long seq, Instant at, String who, String action, String object, String detail, byte[] previous) {
        var told = new TreeMap<String, Object>();
        told.put("seq", seq);
        told.put("at", at.toString());
        told.put("who", who);
        told.put("action", action);
        told.put("object", object);
        told.put("detail", detail);
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(previous);
            return sha.digest(Json.text(told).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
