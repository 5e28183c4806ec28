package cn.shanshao.center.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Passwords of devices: 192 random bits, so that one round of a salted hash is enough to keep them. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    static Credential credential(String device, String password) {
        var salt = HexFormat.of().formatHex(random(16));
        return new Credential(device, salt, hash(salt, password));
    }

    private static String hash(String salt, String password) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((salt + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
