package cn.shanshao.center.https;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A second connector, which speaks TLS 1.2 and 1.3. */
@Component
class HttpsConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger log = LoggerFactory.getLogger(HttpsConnector.class);

    private final HttpsSettings settings;
    private final OwnAuthority authority;
    private final URI publicUrl;
    private @Nullable Connector running;

    HttpsConnector(HttpsSettings settings, @Value("${shanshao.public-url}") URI publicUrl, Clock clock) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.authority = new OwnAuthority(settings.dir(), clock);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!settings.isOn()) {
            return;
        }
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        var certificate = new SSLHostConfigCertificate(host, Type.UNDEFINED);
        certificate.setCertificateFile(certificateFile().toString());
        certificate.setCertificateKeyFile(keyFile().toString());
        host.addCertificate(certificate);
        if (settings.clientAuthority() != null) {
            host.setCertificateVerification("optional");
            host.setTrustStore(trusting(settings.clientAuthority()));
        }
        var connector = new Connector(Http11NioProtocol.class.getName());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setPort(settings.port());
        connector.setProperty("SSLEnabled", "true");
        connector.setXpoweredBy(false);
        connector.addSslHostConfig(host);
        if (factory.getAddress() != null) {
            connector.setProperty("address", factory.getAddress().getHostAddress());
        }
        factory.addAdditionalConnectors(connector);
        running = connector;
    }

    /** On which it listens; −1 where there is none. */
    int port() {
        return running == null ? -1 : running.getLocalPort();
    }

    /** A system that runs for more than a year must not find every browser refusing it one morning. */
    @Scheduled(initialDelayString = "P1D", fixedDelayString = "P1D")
    void renew() {
        if (running != null && settings.certificate() == null && authority.ensure(names())) {
            ((AbstractHttp11Protocol<?>) running.getProtocolHandler()).reloadSslHostConfigs();
            log.info("HTTPS has another certificate");
        }
    }

    private Path certificateFile() {
        if (settings.certificate() != null) {
            return settings.certificate().toAbsolutePath();
        }
        authority.ensure(names());
        return authority.serverCertificate().toAbsolutePath();
    }

    private Set<String> names() {
        var names = new TreeSet<>(OwnAuthority.ownNames());
        names.addAll(settings.names());
        if (publicUrl.getHost() != null) {
            names.add(publicUrl.getHost().replaceAll("[\\[\\]]", ""));
        }
        return names;
    }

    private Path keyFile() {
        return settings.key() == null
                ? authority.serverKey().toAbsolutePath()
                : settings.key().toAbsolutePath();
    }

    private static KeyStore trusting(Path authorities) {
        try (var in = Files.newInputStream(authorities)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            if (store.size() == 0) {
                throw new IllegalStateException("%s holds no certificate in PEM".formatted(authorities));
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the authorities of users in " + authorities, e);
        }
    }
}
