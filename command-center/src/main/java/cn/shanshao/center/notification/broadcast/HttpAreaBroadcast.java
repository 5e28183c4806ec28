package cn.shanshao.center.notification.broadcast;

import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands messages to a platform for area broadcasts by HTTP, signed. The contract stands in {@code docs/contract.md}:
 * {@code POST} of the message as JSON, with {@code Idempotency-Key}, {@code X-Shanshao-Timestamp} (Unix seconds) and
 * {@code X-Shanshao-Signature}, the HMAC-SHA256 of timestamp, full stop and body in hexadecimal digits.
 */
public final class HttpAreaBroadcast implements AreaBroadcast {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HMAC = "HmacSHA256";
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_DETAIL = 200;

    private final URI url;
    private final SecretKeySpec key;
    private final HttpClient http;
    private final Clock clock;

    /** @param secret that both sides know, and nobody else */
    public HttpAreaBroadcast(URI url, String secret, Clock clock) {
        this.url = url;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Outcome send(AreaMessage message) {
        if (message.realm() != Realm.LIVE) {
            throw new IllegalArgumentException(
                    "an area broadcast takes messages of the live realm only, was " + message.realm());
        }
        var body = Json.write(message);
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id())
                .header("X-Shanshao-Timestamp", timestamp)
                .header("X-Shanshao-Signature", signature(timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return outcome(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted");
        }
    }

    private static Outcome outcome(int status, String body) {
        var detail = "HTTP %d %s"
                .formatted(status, body.substring(0, Math.min(body.length(), LONGEST_DETAIL)))
                .strip();
        if (status / 100 == 2) {
            return new Outcome.Accepted(detail);
        }
        var mayHelp = status >= 500 || status == TIMEOUT || status == TOO_MANY;
        return mayHelp ? new Outcome.Later(detail) : new Outcome.Refused(detail);
    }

    private String signature(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
