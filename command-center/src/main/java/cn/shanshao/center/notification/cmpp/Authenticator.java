package cn.shanshao.center.notification.cmpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What proves to a gateway who connects (CMPP 2.0 §7.4.1.1): MD5 over the enterprise's code, nine zero bytes, the secret and
 * the time. MD5 is what the protocol has; the line to the carrier must be a private one.
 */
@SuppressWarnings("ArrayRecordComponent")
record Authenticator(String timestamp, byte[] digest) {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.ofHours(8));
    private static final int ZEROS = 9;

    static Authenticator of(String spId, String secret, Instant now) {
        var timestamp = TIMESTAMP.format(now);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ascii(spId));
        out.writeBytes(new byte[ZEROS]);
        out.writeBytes(ascii(secret));
        out.writeBytes(ascii(timestamp));
        try {
            return new Authenticator(timestamp, MessageDigest.getInstance("MD5").digest(out.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
