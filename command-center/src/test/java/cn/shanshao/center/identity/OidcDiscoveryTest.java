package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that is slow, or away, while strangers ask for it. */
class OidcDiscoveryTest {
    private static final Instant NOW = Instant.parse("2026-07-20T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Clock clock = mock();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch isAsked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String issuer = "";
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        when(clock.instant()).thenReturn(NOW);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::answer);
        server.start();
        issuer = at();
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.stop(0);
    }

    private String at() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        isAsked.countDown();
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        var body = """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/login","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private OidcDiscovery discovery(Duration patience) {
        return new OidcDiscovery("oidc", new OidcSettings(at(), "centre", "a secret", "sub"), clock, patience);
    }

    @Test
    void oneWaitsAndTheOthersAreRefusedAtOnce() throws InterruptedException {
        var discovery = discovery(LONG);
        var first = CompletableFuture.supplyAsync(discovery::registration);
        isAsked.await();
        assertThat(discovery.registration()).isEmpty();
        mayAnswer.countDown();
        assertThat(first.join())
                .hasValueSatisfying(
                        r -> assertThat(r.getProviderDetails().getTokenUri()).isEqualTo(at() + "/token"));
        assertThat(discovery.registration()).isEqualTo(first.join());
        assertThat(asked).hasValue(1);
    }

    @Test
    void aProviderThatFailedIsLeftAloneForSomeSeconds() {
        mayAnswer.countDown();
        status = 500;
        var discovery = discovery(LONG);
        assertThat(discovery.registration()).isEmpty();
        status = 200;
        assertThat(discovery.registration()).isEmpty();
        assertThat(asked).hasValue(1);
        when(clock.instant()).thenReturn(NOW.plus(OidcDiscovery.PAUSE));
        assertThat(discovery.registration()).isPresent();
    }

    @Test
    void aProviderThatDoesNotAnswerIsNotWaitedFor() {
        assertThat(discovery(Duration.ofMillis(50)).registration()).isEmpty();
    }

    @Test
    void anotherIssuerThanTheOneThatWasAskedIsNone() {
        mayAnswer.countDown();
        issuer = "http://127.0.0.1:1";
        assertThat(discovery(LONG).registration()).isEmpty();
    }
}
