package cn.shanshao.center.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The end of the chain as the database keeps it, sealed by the key, so that cutting the chain off is seen at once.
 *
 * @param hash of the newest entry
 * @param seal in hexadecimal; {@code null} before the chain had a key
 */
record Head(long seq, String hash, @Nullable String seal) {
    static Head sealed(long seq, String hash, AuditKey key) {
        return new Head(seq, hash, seal(seq, hash, key));
    }

    boolean holds(AuditKey key) {
        return seal != null
                && MessageDigest.isEqual(
                        seal.getBytes(StandardCharsets.US_ASCII),
                        seal(seq, hash, key).getBytes(StandardCharsets.US_ASCII));
    }

    private static String seal(long seq, String hash, AuditKey key) {
        return HexFormat.of()
                .formatHex(key.mac("head %d %s".formatted(seq, hash).getBytes(StandardCharsets.US_ASCII)));
    }
}
