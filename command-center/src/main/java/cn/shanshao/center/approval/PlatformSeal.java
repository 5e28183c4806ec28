package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs what goes to the approval platform and checks what comes: HMAC-SHA256 (RFC 2104) over time, nonce and body, with a
 * line feed between them.
 */
@Component
class PlatformSeal {
    static final String TIME = "X-Shanshao-Timestamp";
    static final String NONCE = "X-Shanshao-Nonce";
    static final String SIGNATURE = "X-Shanshao-Signature";
    private static final Pattern NONCES = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    private final PlatformSettings settings;
    private final Clock clock;

    PlatformSeal(PlatformSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The three headers.
     *
     * @param time Unix seconds
     * @param signature hexadecimal digits
     */
    record Headers(
            @Nullable String time,
            @Nullable String nonce,
            @Nullable String signature) {}

    Headers seal(byte[] body) {
        var random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        var time = Long.toString(clock.instant().getEpochSecond());
        var nonce = HexFormat.of().formatHex(random);
        return new Headers(time, nonce, hmac(time, nonce, body));
    }

    /**
     * Checks a call; that its nonce is new is for the caller to see.
     *
     * @throws Problem 401 when it is not signed with our secret, or is too old or too far ahead
     */
    String open(Headers headers, byte[] body) {
        var time = headers.time();
        var nonce = headers.nonce();
        if (settings.secret().isEmpty() || time == null || nonce == null || headers.signature() == null) {
            throw Problem.unauthorized(
                    "the call is not signed: it needs %s, %s and %s".formatted(TIME, NONCE, SIGNATURE));
        }
        if (!NONCES.matcher(nonce).matches() || !isOurs(hmac(time, nonce, body), headers.signature())) {
            throw Problem.unauthorized("the signature of the call does not fit");
        }
        if (Duration.between(at(time), clock.instant()).abs().compareTo(settings.window()) > 0) {
            throw Problem.unauthorized("the time of the call is more than %d s from ours"
                    .formatted(settings.window().toSeconds()));
        }
        return nonce;
    }

    private static Instant at(String time) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(time));
        } catch (NumberFormatException | DateTimeException e) {
            throw Problem.unauthorized(TIME + " must be Unix seconds");
        }
    }

    private static boolean isOurs(String expected, String signature) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String hmac(String time, String nonce, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
