package cn.shanshao.center.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority, and what it issues. */
public final class Certificates {
    public static final String PASSWORD = "of the test";

    private static final Duration LIFE = Duration.ofDays(2);
    private static final GeneralName[] LOOPBACK = {
        new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
    };

    private final Path folder;
    private final X500Principal name;
    private final KeyPair keys = keys();
    private final X509Certificate certificate;
    private final Path pem;

    /** @param authority its common name, and that of its file */
    public Certificates(Path folder, String authority) {
        this.folder = folder;
        this.name = named(authority);
        this.certificate = certificate(name, keys.getPublic(), yesterday(), null);
        this.pem = folder.resolve(authority + ".crt");
        try {
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return name.getName();
    }

    /** Its own certificate. */
    public X509Certificate authority() {
        return certificate;
    }

    /** Its own certificate, in a file. */
    public Path pem() {
        return pem;
    }

    /** A store of nothing but the certificate in that file. */
    static KeyStore trusting(Path certificate) throws GeneralSecurityException {
        try (var in = Files.newInputStream(certificate)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key store with the key {@code own} and its chain, for the names of the loopback. */
    public Path issue(String name) {
        return issue(name, yesterday(), LOOPBACK);
    }

    /** The same for another host. */
    public Path issueFor(String host, String name) {
        return issue(name, yesterday(), new GeneralName(GeneralName.dNSName, host));
    }

    /** The same for the loopback, and it has expired. */
    public Path issueExpired(String name) {
        return issue(name, Instant.now().minus(LIFE).minus(Duration.ofDays(8)), LOOPBACK);
    }

    private Path issue(String name, Instant from, GeneralName... alternatives) {
        var own = keys();
        var issued = certificate(named(name), own.getPublic(), from, new GeneralNames(alternatives));
        var file = folder.resolve(name + ".p12");
        try (var out = Files.newOutputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", own.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {issued, certificate});
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** @param alternatives {@code null} for an authority */
    private X509Certificate certificate(
            X500Principal subject, PublicKey key, Instant from, @Nullable GeneralNames alternatives) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(126, new SecureRandom()),
                            Date.from(from),
                            Date.from(from.plus(LIFE)),
                            subject,
                            key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(alternatives == null));
            if (alternatives != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    private static X500Principal named(String name) {
        return new X500Principal("CN=" + name + ",O=Shanshao");
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyStore load(Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
