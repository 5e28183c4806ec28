package cn.shanshao.center.audit;

import cn.shanshao.ingest.wire.Json;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * One link of the chain.
 *
 * @param detail canonical JSON: keys sorted, no blanks
 * @param previous hash of the entry before, in hexadecimal; all zeros in the first
 * @param hash SHA-256 over {@code previous} and the canonical JSON of everything else
 */
record Entry(
        long seq,
        Instant at,
        String who,
        String action,
        String object,
        @JsonRawValue String detail,
        String previous,
        String hash) {
    static final String ROOT = "0".repeat(64);

    static Entry next(long seq, Instant at, String who, String action, String object, String detail, String previous) {
        return new Entry(
                seq, at, who, action, object, detail, previous, digest(seq, at, who, action, object, detail, previous));
    }

    static String canonical(Map<String, ?> detail) {
        return Json.text(new TreeMap<>(detail));
    }

    boolean holds() {
        return hash.equals(digest(seq, at, who, action, object, detail, previous));
    }

    private static String digest(
            long seq, Instant at, String who, String action, String object, String detail, String previous) {
        var told = new TreeMap<String, Object>();
        told.put("seq", seq);
        told.put("at", at.toString());
        told.put("who", who);
        told.put("action", action);
        told.put("object", object);
        told.put("detail", detail);
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(sha.digest(Json.text(told).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
