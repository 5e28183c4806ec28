package cn.shanshao.center.registry;

import cn.shanshao.ingest.broker.DeviceLogins;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Passwords of devices: 192 random bits, so that one round of a salted hash is enough to keep them; the broker checks the same. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    static Credential credential(String device, String password) {
        var salt = HexFormat.of().formatHex(random(16));
        return new Credential(device, salt, DeviceLogins.hash(salt, password));
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
