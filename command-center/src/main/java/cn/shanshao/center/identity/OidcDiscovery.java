package cn.shanshao.center.identity;

import cn.shanshao.center.OneLine;
import cn.shanshao.ingest.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * Asks the provider for its addresses (OpenID Connect Discovery 1.0, section 4). A stranger's request sets it off, so one
 * request at a time waits for it, and not for long; and a provider that did not answer is left alone for some seconds.
 */
final class OidcDiscovery {
    static final Duration PATIENCE = Duration.ofSeconds(3);
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(OidcDiscovery.class);
    private static final int OK = 200;

    private final String id;
    private final OidcSettings settings;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient http;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable ClientRegistration known;
    private volatile Instant notBefore = Instant.EPOCH;

    /**
     * @param id under which the centre knows the provider
     * @param patience for the whole of its answer
     */
    OidcDiscovery(String id, OidcSettings settings, Clock clock, Duration patience) {
        this.id = id;
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Empty while somebody else asks, and while the provider is away. */
    Optional<ClientRegistration> registration() {
        if (known == null && asking.tryLock()) {
            try {
                if (known == null && !clock.instant().isBefore(notBefore)) {
                    known = ask();
                }
            } finally {
                asking.unlock();
            }
        }
        return Optional.ofNullable(known);
    }

    private @Nullable ClientRegistration ask() {
        try {
            return ClientRegistrations.fromOidcConfiguration(told())
                    .registrationId(id)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope("openid", "profile")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn(
                    "the OpenID provider {} does not tell its addresses: {}",
                    settings.issuer(),
                    OneLine.of(e.toString()));
        }
        notBefore = clock.instant().plus(PAUSE);
        return null;
    }

    private Map<String, Object> told() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var at = URI.create(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        var asked = http.sendAsync(HttpRequest.newBuilder(at).timeout(patience).build(), BodyHandlers.ofByteArray());
        try {
            var answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException("status %d of %s, expected %d".formatted(answer.statusCode(), at, OK));
            }
            Map<?, ?> read = Json.read(answer.body(), Map.class);
            var told = new HashMap<String, Object>();
            read.forEach((name, value) -> told.put(String.valueOf(name), value));
            if (!settings.issuer().equals(told.get("issuer"))) {
                throw new IOException(
                        "issuer %s at %s, expected %s".formatted(told.get("issuer"), at, settings.issuer()));
            }
            return told;
        } finally {
            asked.cancel(true);
        }
    }
}
