package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.approval.StoredApproval;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Over a TLS socket, with an authority of the test's own. */
@CenterTest
@Import(StoredApproval.class)
class CertificateTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PASSWORD = "a long enough password";
    private static Path https;
    private static Certificates county;
    private static Certificates stranger;
    private static Path wang;
    private static Path li;
    private static Path nobody;
    private static Path forged;

    @Autowired
    StoredApproval approvals;

    @Autowired
    ServletWebServerApplicationContext application;

    private int httpsPort() {
        var server = (TomcatWebServer) application.getWebServer();
        return Arrays.stream(server.getTomcat().getService().findConnectors())
                .filter(Connector::getSecure)
                .mapToInt(Connector::getLocalPort)
                .findFirst()
                .orElseThrow();
    }

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry properties) throws IOException {
        var folder = Files.createTempDirectory("shanshao-certificates");
        county = new Certificates(folder, "county");
        stranger = new Certificates(folder, "stranger");
        wang = county.issue("wang");
        li = county.issue("li");
        nobody = county.issue("nobody");
        forged = stranger.issue("forged");
        https = folder.resolve("https");
        properties.add("shanshao.https.port", () -> 0);
        properties.add("shanshao.https.dir", https::toString);
        properties.add("shanshao.https.client-authority", () -> county.pem().toString());
    }

    private static HttpClient client(@Nullable Path keys) throws GeneralSecurityException {
        return client(keys == null ? null : keyManager(keys));
    }

    private static X509ExtendedKeyManager keyManager(Path keys) throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(Certificates.load(keys), Certificates.PASSWORD.toCharArray());
        return (X509ExtendedKeyManager) own.getKeyManagers()[0];
    }

    private static HttpClient client(@Nullable X509ExtendedKeyManager keys) throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Certificates.trusting(https.resolve("authority.crt")));
        var context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : new KeyManager[] {keys}, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private HttpResponse<String> ask(
            HttpClient client, String method, String path, @Nullable Object body, String... headers) throws Exception {
        var at = URI.create("https://localhost:" + httpsPort() + path);
        var request = HttpRequest.newBuilder(at)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(HttpClient client) throws Exception {
        return ask(client, "POST", "/api/v1/session/certificate", Map.of());
    }

    private static String[] session(HttpResponse<String> begun) {
        return new String[] {
            "Cookie", begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""),
            "X-CSRF-TOKEN", JSON.readTree(begun.body()).get("csrfToken").asString()
        };
    }

    private static String serial(Path keys) throws GeneralSecurityException {
        return ((X509Certificate) Certificates.load(keys).getCertificate("own"))
                .getSerialNumber()
                .toString(16);
    }

    @Test
    void aCertificateThatIsMappedSignsInUntilItIsRevoked() throws Exception {
        var plain = client((Path) null);
        var admin = session(
                ask(plain, "POST", "/api/v1/session", Map.of("username", "admin", "password", CenterTest.PASSWORD)));
        ask(plain, "POST", "/api/v1/users", Map.of("username", "wang", "password", PASSWORD, "role", "duty"), admin);
        assertThat(signIn(client(wang)).statusCode()).as("not mapped yet").isEqualTo(401);

        var mapped = ask(
                plain,
                "POST",
                "/api/v1/users/wang/identities",
                Map.of(
                        "kind",
                        "certificate",
                        "issuer",
                        county.issuer(),
                        "subject",
                        serial(wang).toUpperCase(Locale.ROOT)),
                admin);
        assertThat(mapped.statusCode()).as(mapped.body()).isEqualTo(201);

        var begun = signIn(client(wang));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure", "HttpOnly");
        assertThat(JSON.readTree(begun.body()).get("username").asString()).isEqualTo("wang");
        assertThat(ask(plain, "GET", "/api/v1/session", null, session(begun)).statusCode())
                .isEqualTo(200);

        var id = JSON.readTree(mapped.body()).get("id").asString();
        assertThat(ask(plain, "DELETE", "/api/v1/users/wang/identities/" + id, null, admin)
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask(plain, "GET", "/api/v1/session", null, session(begun)).statusCode())
                .as("the session that began with it")
                .isEqualTo(401);
        assertThat(signIn(client(wang)).statusCode()).isEqualTo(401);
    }

    @Test
    void theCertificateOfTheConnectionSignsAPaperForItsOwnerAlone() throws Exception {
        var plain = client((Path) null);
        var admin = session(
                ask(plain, "POST", "/api/v1/session", Map.of("username", "admin", "password", CenterTest.PASSWORD)));
        for (var name : List.of("li", "zhao")) {
            ask(
                    plain,
                    "POST",
                    "/api/v1/users",
                    Map.of("username", name, "password", PASSWORD, "role", "signer", "division", "220282"),
                    admin);
        }
        ask(
                plain,
                "POST",
                "/api/v1/users/li/identities",
                Map.of("kind", "certificate", "issuer", county.issuer(), "subject", serial(li)),
                admin);
        approvals.save("certified", "220282", "admin");
        var words = Map.of("hash", "a".repeat(64));
        var path = "/api/v1/approvals/certified/sign";

        var zhao = session(ask(plain, "POST", "/api/v1/session", Map.of("username", "zhao", "password", PASSWORD)));
        assertThat(ask(client(li), "POST", path, words, zhao).statusCode())
                .as("somebody else's certificate")
                .isEqualTo(422);
        var own = session(signIn(client(li)));
        assertThat(ask(plain, "POST", path, words, own).statusCode())
                .as("a connection without it")
                .isEqualTo(422);
        var signed = ask(client(li), "POST", path, words, own);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        assertThat(JSON.readTree(signed.body()).at("/signatures/0/method").asString())
                .isEqualTo("certificate");
    }

    @Test
    void aCertificateAloneOpensNothing() throws Exception {
        assertThat(ask(client(wang), "GET", "/api/v1/points", null).statusCode())
                .isEqualTo(401);
        assertThat(signIn(client(nobody)).statusCode()).isEqualTo(401);
        assertThat(signIn(client((Path) null)).body()).contains("without a client certificate");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotEvenHeard() throws Exception {
        assertThat(signIn(client(forged)).statusCode())
                .as("the client itself holds back what the server does not ask for")
                .isEqualTo(401);
        var shameless = client(new Shameless(keyManager(forged)));
        assertThatThrownBy(() -> signIn(shameless)).isInstanceOf(IOException.class);
        assertThat(signIn(client(new Shameless(keyManager(wang)))).statusCode())
                .as("so it was the authority, not the manner")
                .isEqualTo(401);
    }

    /** Shows its certificate whatever authorities the server believes. */
    private static final class Shameless extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        Shameless(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, @Nullable Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "own";
        }

        @Override
        public String chooseClientAlias(
                String[] types, @Nullable Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "own";
        }

        @Override
        public String[] getClientAliases(String type, @Nullable Principal @Nullable [] issuers) {
            return new String[] {"own"};
        }

        @Override
        public @Nullable String @Nullable [] getServerAliases(String type, @Nullable Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, @Nullable Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
