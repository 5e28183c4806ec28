package cn.shanshao.center.audit;

import cn.shanshao.center.OwnFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the trail, which the database never sees: HMAC-SHA-256 (RFC 2104) for the chain, Ed25519 (RFC 8032) for its
 * anchors.
 */
final class AuditKey {
    private static final String HMAC = "HmacSHA256";
    private static final String ED25519 = "Ed25519";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec chain;
    private final PrivateKey signing;
    private final PublicKey checking;
    /** By which versions before this one sealed the keys of persons. */
    private final byte @Nullable [] persons;

    private AuditKey(Properties kept) {
        try {
            var keys = KeyFactory.getInstance(ED25519);
            chain = new SecretKeySpec(bytes(kept, "chain"), HMAC);
            signing = keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(kept, "anchor.private")));
            checking = keys.generatePublic(new X509EncodedKeySpec(bytes(kept, "anchor.public")));
            persons = kept.containsKey("persons") ? bytes(kept, "persons") : null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key file of the audit trail holds no keys that can be used", e);
        }
    }

    private static byte[] bytes(Properties kept, String name) {
        var text = kept.getProperty(name);
        if (text == null) {
            throw new IllegalStateException("the key file of the audit trail must have %s, had only %s"
                    .formatted(name, kept.stringPropertyNames()));
        }
        return Base64.getDecoder().decode(text);
    }

    /**
     * Reads the file, or makes it, readable by its owner alone.
     *
     * @throws IllegalStateException when it is missing although there is something that was made with it, or is another
     * @throws UncheckedIOException when it can neither be read nor written
     */
    static AuditKey at(Path file, Evidence evidence) {
        try {
            if (Files.exists(file)) {
                return fitting(read(file), file, evidence);
            }
            if (evidence.exists()) {
                throw new IllegalStateException("%s is missing, without which nobody can add to the audit trail in the"
                                .formatted(file.toAbsolutePath())
                        + " database, nor tell whether it was bent: put the file back from your backup");
            }
            return make(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file of the audit trail, " + file, e);
        }
    }

    private static AuditKey fitting(AuditKey key, Path file, Evidence evidence) {
        if (evidence.exists() && !evidence.fits(key)) {
            throw new IllegalStateException("%s is not the key that the audit trail in the database was made with:"
                            .formatted(file.toAbsolutePath())
                    + " put that file back from your backup");
        }
        return key;
    }

    static AuditKey read(Path file) throws IOException {
        var kept = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            kept.load(in);
        }
        return new AuditKey(kept);
    }

    static AuditKey make(Path file) throws IOException {
        var kept = new Properties();
        try {
            var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            kept.setProperty("chain", text(random()));
            kept.setProperty("anchor.private", text(pair.getPrivate().getEncoded()));
            kept.setProperty("anchor.public", text(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 15 and newer have Ed25519", e);
        }
        var out = new StringWriter();
        kept.store(out, "Keys of the audit trail. Without them nobody can tell whether it was bent: keep a copy.");
        OwnFile.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
        return read(file);
    }

    private static byte[] random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] mac(byte[] told) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(chain);
            return mac.doFinal(told);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    byte[] sign(byte[] told) {
        try {
            var signature = Signature.getInstance(ED25519);
            signature.initSign(signing);
            signature.update(told);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 15 and newer have Ed25519", e);
        }
    }

    boolean signed(byte[] told, byte[] signature) {
        try {
            var check = Signature.getInstance(ED25519);
            check.initVerify(checking);
            check.update(told);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** By which versions before this one sealed the keys of persons; empty in a file that this one made. */
    Optional<SecretKey> persons() {
        return Optional.ofNullable(persons).map(key -> new SecretKeySpec(key, "AES"));
    }
}
