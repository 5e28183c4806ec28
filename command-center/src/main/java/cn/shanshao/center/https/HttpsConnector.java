package cn.shanshao.center.https;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.TreeSet;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** A second connector, which speaks TLS 1.2 and 1.3. */
@Component
class HttpsConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final HttpsSettings settings;
    private final OwnAuthority authority;
    private final URI publicUrl;

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
    }

    private Path certificateFile() {
        if (settings.certificate() != null) {
            return settings.certificate().toAbsolutePath();
        }
        var names = new TreeSet<>(OwnAuthority.ownNames());
        names.addAll(settings.names());
        if (publicUrl.getHost() != null) {
            names.add(publicUrl.getHost().replaceAll("[\\[\\]]", ""));
        }
        authority.ensure(names);
        return authority.serverCertificate().toAbsolutePath();
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
