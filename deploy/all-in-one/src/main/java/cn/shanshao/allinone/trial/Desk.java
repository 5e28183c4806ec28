package cn.shanshao.allinone.trial;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed-in operator at the command centre's REST door. */
public final class Desk {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI page;
    private final HttpClient http;
    private final Duration patience;
    private final String csrfToken;

    private Desk(URI page, String username, String password) {
        this.page = page;
        this.patience = PATIENCE;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(PATIENCE)
                .build();
        var session = send(request("/api/v1/session").POST(body(Map.of("username", username, "password", password))));
        this.csrfToken = session.get("csrfToken").asString();
    }

    private Desk(Desk other, Duration patience) {
        this.page = other.page;
        this.http = other.http;
        this.csrfToken = other.csrfToken;
        this.patience = patience;
    }

    /** The same operator, who waits that long for an answer. */
    public Desk patient(Duration time) {
        return new Desk(this, time);
    }

    /** The administrator. */
    public static Desk signIn(URI page, String password) {
        return signIn(page, "admin", password);
    }

    public static Desk signIn(URI page, String username, String password) {
        return new Desk(page, username, password);
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, Object form) {
        return send(request(path).header("X-CSRF-TOKEN", csrfToken).POST(body(form)));
    }

    /** A file as it is. */
    public JsonNode upload(String path, byte[] file) {
        return send(request(path, "application/octet-stream")
                .header("X-CSRF-TOKEN", csrfToken)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    public JsonNode put(String path, Object form) {
        return send(request(path).header("X-CSRF-TOKEN", csrfToken).PUT(body(form)));
    }

    /** What a part says of itself: status and details; missing when there is no such part. */
    public JsonNode health(String part) {
        return read(request("/actuator/health").GET().build(), 503)
                .path("components")
                .path(part);
    }

    /** A screen of this operator. */
    public Screen screen(String... topics) {
        return Screen.open(http, URI.create("ws://" + page.getAuthority() + "/ws"), topics);
    }

    private HttpRequest.Builder request(String path) {
        return request(path, "application/json");
    }

    private HttpRequest.Builder request(String path, String contentType) {
        return HttpRequest.newBuilder(page.resolve(path))
                .timeout(patience)
                .header("Content-Type", contentType)
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) {
        return read(request.build(), 200);
    }

    /** @param also a status that is as good as 2xx */
    private JsonNode read(HttpRequest request, int also) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2 && response.statusCode() != also) {
                throw new TrialFailure("%s %s: %d %s"
                        .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
            }
            return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new TrialFailure(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailure("interrupted", e);
        }
    }

    private static HttpRequest.BodyPublisher body(Object form) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(form));
    }
}
