package cn.shanshao.center.https;

import cn.shanshao.center.OwnFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for a bureau that has none: made once, its certificate is installed on the phones and screens of
 * the bureau; the server's own is made anew when a name is added or it runs out.
 */
final class OwnAuthority {
    /** Browsers refuse a server's certificate that holds for longer. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3653);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final X500Name AUTHORITY = new X500Name("CN=Shanshao local authority");

    private final Path dir;
    private final Clock clock;

    OwnAuthority(Path dir, Clock clock) {
        this.dir = dir;
        this.clock = clock;
    }

    /** To be installed where the pages are opened. */
    Path authorityCertificate() {
        return dir.resolve("authority.crt");
    }

    Path serverCertificate() {
        return dir.resolve("server.crt");
    }

    Path serverKey() {
        return dir.resolve("server.key");
    }

    /**
     * Makes what is missing, runs out, or lacks one of these names; the other files stay as they are.
     *
     * @return whether the server has another certificate now
     */
    boolean ensure(Collection<String> names) {
        try {
            Files.createDirectories(dir);
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
            if (!Files.exists(authorityCertificate()) || !Files.exists(dir.resolve("authority.key"))) {
                makeAuthority();
            }
            if (Files.exists(serverKey()) && suits(names)) {
                return false;
            }
            makeServer(names);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the certificates of HTTPS in " + dir, e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the certificates of HTTPS", e);
        }
    }

    /** Every name and address by which this machine is called from outside, as far as it knows itself. */
    static Set<String> ownNames() {
        var names = new TreeSet<>(List.of("localhost", "127.0.0.1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // it has none
        }
        try {
            for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                network.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress())
                        .forEach(address -> names.add(address.getHostAddress().replaceFirst("%.*", "")));
            }
        } catch (SocketException e) {
            // the loopback is named already
        }
        return names;
    }

    private boolean suits(Collection<String> names) throws IOException, GeneralSecurityException {
        if (!Files.exists(serverCertificate())) {
            return false;
        }
        var certificate = certificate(serverCertificate());
        var held = certificate.getSubjectAlternativeNames() == null
                ? Set.of()
                : certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1))
                        .collect(Collectors.toSet());
        var until = certificate.getNotAfter().toInstant();
        return held.containsAll(names) && until.isAfter(clock.instant().plus(RENEW_BEFORE)) && isOurs(certificate);
    }

    private boolean isOurs(X509Certificate certificate) throws IOException {
        try {
            certificate.verify(certificate(authorityCertificate()).getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A power cut may have left the key of another certificate beside it. */
    private static boolean belongsTo(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        var text = new byte[] {1};
        var signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(key);
        signing.update(text);
        var signature = signing.sign();
        signing.initVerify(certificate.getPublicKey());
        signing.update(text);
        return signing.verify(signature);
    }

    private void makeAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = keys();
        var now = clock.instant();
        var extensions = new JcaX509ExtensionUtils();
        var certificate = new JcaX509v3CertificateBuilder(
                        AUTHORITY,
                        serial(),
                        Date.from(now.minus(CLOCKS_DIFFER)),
                        Date.from(now.plus(AUTHORITY_LIFE)),
                        AUTHORITY,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        write(dir.resolve("authority.key"), pem(keys.getPrivate()));
        write(authorityCertificate(), pem(new JcaX509CertificateConverter().getCertificate(certificate)));
    }

    private void makeServer(Collection<String> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = keys();
        var now = clock.instant();
        var authority = certificate(authorityCertificate());
        var until = earlier(now.plus(SERVER_LIFE), authority.getNotAfter().toInstant());
        var extensions = new JcaX509ExtensionUtils();
        var certificate = new JcaX509v3CertificateBuilder(
                        AUTHORITY,
                        serial(),
                        Date.from(now.minus(CLOCKS_DIFFER)),
                        Date.from(until),
                        new X500Name("CN=Shanshao"),
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(authority.getPublicKey()))
                .addExtension(Extension.subjectAlternativeName, false, alternatives(names))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key(dir.resolve("authority.key"))));
        write(serverKey(), pem(keys.getPrivate()));
        write(serverCertificate(), pem(new JcaX509CertificateConverter().getCertificate(certificate)) + pem(authority));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static GeneralNames alternatives(Collection<String> names) throws CertIOException {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("\\d+(\\.\\d+){3}");
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom()).setBit(126);
    }

    private static PrivateKey key(Path file) throws IOException {
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            var found = parser.readObject();
            var converter = new JcaPEMKeyConverter();
            return found instanceof PEMKeyPair pair
                    ? converter.getKeyPair(pair).getPrivate()
                    : converter.getPrivateKey((org.bouncycastle.asn1.pkcs.PrivateKeyInfo) found);
        }
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String pem(Object thing) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : thing);
        }
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        OwnFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
