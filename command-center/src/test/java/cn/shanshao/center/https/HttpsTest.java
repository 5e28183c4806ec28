package cn.shanshao.center.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.shanshao.center.CenterTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A page under the name of the bureau, over TLS, with the authority installed as on a phone. */
@CenterTest
class HttpsTest {
    @TempDir
    static Path dir;

    @DynamicPropertySource
    static void https(DynamicPropertyRegistry properties) {
        properties.add("shanshao.https.port", () -> 0);
        properties.add("shanshao.https.dir", () -> dir.resolve("https"));
        properties.add("shanshao.public-url", () -> "https://shanshao.jiaohe.example");
    }

    @Autowired
    ServletWebServerApplicationContext context;

    private int httpsPort() {
        var server = (TomcatWebServer) context.getWebServer();
        for (var connector : server.getTomcat().getService().findConnectors()) {
            if (connector.getSecure()) {
                return connector.getLocalPort();
            }
        }
        throw new IllegalStateException("no connector is secure");
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What a browser that resolves the name to this machine gets. */
    private String get(String name, String path, Path authority) throws IOException, GeneralSecurityException {
        var plain = new Socket(InetAddress.getLoopbackAddress(), httpsPort());
        try (var socket =
                (SSLSocket) trusting(authority).getSocketFactory().createSocket(plain, name, httpsPort(), true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, name)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePageOpensUnderTheNameOfTheBureau() throws Exception {
        var authority = dir.resolve("https/authority.crt");
        var answer = get("shanshao.jiaohe.example", "/actuator/health/liveness", authority);
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Strict-Transport-Security:")
                .containsIgnoringCase("Content-Security-Policy: default-src 'self'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("X-Frame-Options: DENY");
        assertThat(get("127.0.0.1", "/authority.crt", authority))
                .contains("BEGIN CERTIFICATE")
                .doesNotContain("PRIVATE");
        assertThatThrownBy(() -> get("another.example", "/", authority)).isInstanceOf(SSLException.class);
    }

    /** An address of this machine by which others reach it. */
    private static String outerAddress() throws SocketException {
        var found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        assumeTrue(found.isPresent(), "this machine is in no network");
        return found.orElseThrow();
    }

    @Test
    void plainHttpFromTheNetworkIsLedToHttpsAndTakesNoPassword() throws Exception {
        var address = outerAddress();
        var http = HttpClient.newHttpClient();
        var plain = "http://%s:%d".formatted(address, context.getWebServer().getPort());

        var page = http.send(
                HttpRequest.newBuilder(URI.create(plain + "/duty?x=1")).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(307);
        assertThat(page.headers().firstValue("Location"))
                .contains("https://%s:%d/duty?x=1".formatted(address, httpsPort()));
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        var login = HttpRequest.newBuilder(URI.create(plain + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(CenterTest.PASSWORD)))
                .build();
        var refused = http.send(login, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().map()).doesNotContainKey("set-cookie");

        var here = "http://127.0.0.1:%d/actuator/health/liveness"
                .formatted(context.getWebServer().getPort());
        assertThat(http.send(HttpRequest.newBuilder(URI.create(here)).build(), BodyHandlers.ofString())
                        .statusCode())
                .as("this machine itself needs none")
                .isEqualTo(200);
        assertThat(get(address, "/", dir.resolve("https/authority.crt"))).startsWith("HTTP/1.1 200");
    }

    private static Set<Object> names(Path certificate) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate)) {
            Collection<List<?>> names = ((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .getSubjectAlternativeNames();
            return names.stream().map(name -> (Object) name.get(1)).collect(java.util.stream.Collectors.toSet());
        }
    }

    @Test
    void theServersCertificateIsMadeAnewOnlyWhenItMust(@TempDir Path own) throws Exception {
        var clock = Clock.systemUTC();
        var authority = new OwnAuthority(own, clock);
        authority.ensure(Set.of("localhost", "10.1.2.3"));
        var root = Files.readString(authority.authorityCertificate());
        var first = Files.readString(authority.serverCertificate());
        assertThat(names(authority.serverCertificate())).containsExactlyInAnyOrder("localhost", "10.1.2.3");

        authority.ensure(Set.of("localhost"));
        assertThat(Files.readString(authority.serverCertificate())).isEqualTo(first);
        authority.ensure(Set.of("localhost", "new.example"));
        assertThat(names(authority.serverCertificate())).contains("new.example");

        var later = new OwnAuthority(own, Clock.offset(clock, Duration.ofDays(380)));
        var second = Files.readString(authority.serverCertificate());
        later.ensure(Set.of("localhost", "new.example"));
        assertThat(Files.readString(authority.serverCertificate())).isNotEqualTo(second);
        assertThat(Files.readString(authority.authorityCertificate()))
                .as("phones trust this one, so it stays")
                .isEqualTo(root);
        assertThat(Files.getPosixFilePermissions(authority.serverKey())).hasSize(2);
    }
}
