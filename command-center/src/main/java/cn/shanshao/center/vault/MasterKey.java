package cn.shanshao.center.vault;

import cn.shanshao.center.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key in the file, and the keys that are derived from it. */
record MasterKey(SecretKey secret) {
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    /**
     * Reads the key.
     *
     * @throws IllegalStateException when the file is there and holds no key
     */
    static MasterKey read(Path file) {
        try {
            var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length != BYTES) {
                throw new IllegalStateException(
                        "%s holds a key of %d bytes, expected %d".formatted(file, bytes.length, BYTES));
            }
            return new MasterKey(new SecretKeySpec(bytes, MAC));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("%s holds no key in Base64".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes one, readable by this user alone; it is on disk when this returns. */
    static MasterKey make(Path file) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            OwnFile.write(file, Base64.getEncoder().encode(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key of personal data in " + file, e);
        }
        return new MasterKey(new SecretKeySpec(bytes, MAC));
    }

    /** A key for one purpose, from which neither this one nor another's can be told. */
    SecretKey derive(String purpose) {
        return new SecretKeySpec(mac(secret, purpose.getBytes(StandardCharsets.UTF_8)), "AES");
    }

    static byte[] mac(SecretKey key, byte[] message) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.getEncoded(), MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + MAC, e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "MasterKey";
    }
}
