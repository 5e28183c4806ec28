package cn.shanshao.center.notification.smpp;

import cn.shanshao.center.OneLine;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Asks the authorities whether a carrier is who it says, and keeps what it showed, to tell why not. For one handshake. */
final class Doorman extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private volatile @Nullable X509Certificate shown;
    private volatile @Nullable CertificateException fault;

    Doorman(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /**
     * What a handshake that failed comes to: host, certificate and reason.
     *
     * @param trustedBy where the authorities come from
     */
    IOException refusal(String host, int port, String trustedBy, SSLException failure) {
        var certificate = shown;
        var why = fault;
        if (certificate == null || why == null) {
            return new IOException(
                    "no TLS with %s:%d: %s".formatted(host, port, String.valueOf(failure.getMessage())), failure);
        }
        return new Distrusted(
                "%s:%d is not trusted: its certificate %s, issued by %s, valid %s to %s: %s"
                        .formatted(
                                host,
                                port,
                                OneLine.of(certificate.getSubjectX500Principal()),
                                OneLine.of(certificate.getIssuerX500Principal()),
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant(),
                                reason(host, trustedBy, why)),
                failure);
    }

    private static String reason(String host, String trustedBy, CertificateException why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof CertificateExpiredException) {
            return "it has expired";
        }
        if (root instanceof CertificateNotYetValidException) {
            return "it is not valid yet";
        }
        // only the check of the path has causes; what has none is the check of the name
        return root == why
                ? "it is not made out for %s (%s)".formatted(host, OneLine.of(root.getMessage()))
                : "it does not come from an authority of %s (%s)".formatted(trustedBy, OneLine.of(root.getMessage()));
    }

    /** Some check of a certificate. */
    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private void keeping(X509Certificate[] chain, Check check) throws CertificateException {
        shown = chain[0];
        try {
            check.run();
        } catch (CertificateException e) {
            fault = e;
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        keeping(chain, () -> authorities.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        keeping(chain, () -> authorities.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("without its connection the name of a carrier cannot be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
