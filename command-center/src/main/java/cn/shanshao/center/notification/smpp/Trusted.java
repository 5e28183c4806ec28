package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.notification.smpp.SmppSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that a carrier's certificate may come from: those of Java, or those of one file and no others. */
final class Trusted {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private Trusted() {}

    /** @throws IOException when the file cannot be read, or holds no authority */
    static X509ExtendedTrustManager authorities(Tls tls) throws IOException {
        var file = tls.trust();
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file == null ? null : store(file, tls.trustPassword()));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("the authorities in %s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static KeyStore store(Path file, String password) throws IOException, GeneralSecurityException {
        var store = isPem(file) ? ofPem(file) : KeyStore.getInstance(file.toFile(), chars(password));
        if (store.size() == 0) {
            throw new IOException("it holds no certificate");
        }
        return store;
    }

    private static boolean isPem(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PEM);
    }

    private static KeyStore ofPem(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var in = new ByteArrayInputStream(Files.readAllBytes(file));
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    /** Without a password the content is not checked against tampering; who can write the file can write the settings. */
    private static char @Nullable [] chars(String password) {
        return password.isEmpty() ? null : password.toCharArray();
    }
}
