package cn.shanshao.center.approval;

import cn.shanshao.center.approval.PlatformSeal.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Speaks HTTP with the approval platform; everything that it sends is signed. */
@Component
class PlatformClient {
    private static final int MOST_BYTES = 64 * 1024;

    private final PlatformSettings settings;
    private final PlatformSeal seal;
    private final HttpClient http;

    PlatformClient(PlatformSettings settings, PlatformSeal seal) {
        this.settings = settings;
        this.seal = seal;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    /**
     * What came back.
     *
     * @param asked with which it was asked, whose nonce a signed answer repeats
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Headers asked, Headers headers, byte[] body) {}

    /** @throws IOException when there was no answer, or one of more than 64 KiB */
    Answer post(String path, String key, String json) throws IOException, InterruptedException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        var sealed = seal.seal(body);
        var request = HttpRequest.newBuilder(at(path))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header(PlatformSeal.TIME, Objects.requireNonNull(sealed.time()))
                .header(PlatformSeal.NONCE, Objects.requireNonNull(sealed.nonce()))
                .header(PlatformSeal.SIGNATURE, Objects.requireNonNull(sealed.signature()))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        try (var in = response.body()) {
            var read = in.readNBytes(MOST_BYTES + 1);
            if (read.length > MOST_BYTES) {
                throw new IOException("the approval platform answered more than %d bytes".formatted(MOST_BYTES));
            }
            return new Answer(response.statusCode(), sealed, headers(response), read);
        }
    }

    private static Headers headers(HttpResponse<?> response) {
        var all = response.headers();
        return new Headers(
                all.firstValue(PlatformSeal.TIME).orElse(null),
                all.firstValue(PlatformSeal.NONCE).orElse(null),
                all.firstValue(PlatformSeal.SIGNATURE).orElse(null));
    }

    private URI at(String path) {
        var base = String.valueOf(settings.url());
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
