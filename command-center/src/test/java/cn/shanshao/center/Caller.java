package cn.shanshao.center;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP with the command centre, as a stranger or signed in. */
@Lazy
public final class Caller {
    /** The first who asks for the OpenAPI document waits for all of it, and the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Caller(Environment environment) {
        this.environment = environment;
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
    }

    /** Another caller, who sends this header too. */
    public Caller with(String name, String value) {
        var other = new Caller(environment);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    public Caller admin() {
        return signIn("admin", CenterTest.PASSWORD);
    }

    /** Another caller, with a session of its own. */
    public Caller signIn(String username, String password) {
        var answer = post("/api/v1/session", Map.of("username", username, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "sign-in of %s: %s".formatted(username, answer.response().body()));
        }
        var cookie = String.valueOf(answer.header("Set-Cookie")).replaceFirst(";.*", "");
        return with("Cookie", cookie)
                .with("X-CSRF-TOKEN", answer.json().get("csrfToken").asString());
    }

    /** The cookie header of a signed-in caller, for a WebSocket handshake. */
    public @Nullable String cookie() {
        return headers.get("Cookie");
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body as JSON; a string is sent as it is */
    public Answer send(String method, String path, @Nullable Object body) {
        var text = body instanceof String s ? s : body == null ? null : JSON.writeValueAsString(body);
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        if (text != null) {
            request.header("Content-Type", "application/json");
        }
        return new Answer(exchange(request, BodyHandlers.ofString()));
    }

    /** Posts the fields of a form. */
    public Answer form(String path, String fields) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
        return new Answer(exchange(request, BodyHandlers.ofString()));
    }

    /** Posts a file as it is. */
    public Answer upload(String path, byte[] file) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file));
        return new Answer(exchange(request, BodyHandlers.ofString()));
    }

    /** Gets a file. */
    public byte[] download(String path) {
        var answer = exchange(HttpRequest.newBuilder(uri(path)).GET(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("%s: %d".formatted(path, answer.statusCode()));
        }
        return answer.body();
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> handler) {
        headers.forEach(request::header);
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no answer", e);
        }
    }
}
