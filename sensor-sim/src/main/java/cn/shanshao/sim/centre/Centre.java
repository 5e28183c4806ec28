package cn.shanshao.sim.centre;

import cn.shanshao.sim.Usage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session with a running command centre: a bearer token from {@code SHANSHAO_TOKEN}, else the user {@code admin} with
 * the password in {@code SHANSHAO_ADMIN_PASSWORD}. Every failure is a {@link Usage} that says what the centre said.
 */
public final class Centre {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, String> headers;

    private Centre(URI url, Map<String, String> headers) {
        this.url = url;
        this.headers = headers;
    }

    /** Signs in with what the environment holds. */
    public static Centre open(URI url, Map<String, String> environment) {
        var token = environment.getOrDefault("SHANSHAO_TOKEN", "");
        if (!token.isBlank()) {
            return new Centre(url, Map.of("Authorization", "Bearer " + token));
        }
        var password = environment.getOrDefault("SHANSHAO_ADMIN_PASSWORD", "");
        if (password.isBlank()) {
            throw new Usage(
                    "set SHANSHAO_ADMIN_PASSWORD to the administrator's password (./shanshao up prints it once),"
                            + " or SHANSHAO_TOKEN to a token with the right to write");
        }
        return signIn(url, password);
    }

    private static Centre signIn(URI url, String password) {
        var stranger = new Centre(url, Map.of());
        var answer = stranger.exchange(
                "POST", "/api/v1/session", JSON.writeValueAsString(Map.of("username", "admin", "password", password)));
        if (answer.statusCode() != 200) {
            throw new Usage("the centre at %s refused the sign-in: %s".formatted(url, told(answer)));
        }
        var cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        var csrf = JSON.readTree(answer.body()).path("csrfToken").asString("");
        return new Centre(url, Map.of("Cookie", cookie, "X-CSRF-TOKEN", csrf));
    }

    /** A device as the centre holds it; empty when it has none of that id. */
    public Optional<JsonNode> device(String id) {
        var answer = exchange("GET", "/api/v1/devices/" + id, "");
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(JSON.readTree(good(answer, "read device " + id)));
    }

    public void create(Map<String, ?> device) {
        good(exchange("POST", "/api/v1/devices", JSON.writeValueAsString(device)), "make device " + device.get("id"));
    }

    public void replace(String id, JsonNode device) {
        good(exchange("PUT", "/api/v1/devices/" + id, JSON.writeValueAsString(device)), "change device " + id);
    }

    /** A new password of the device's MQTT login; the old one holds no more. */
    public String credentials(String id) {
        var body =
                good(exchange("POST", "/api/v1/devices/" + id + "/credentials", ""), "make a login for device " + id);
        return JSON.readTree(body).path("password").asString("");
    }

    public boolean hasPoint(String id) {
        return has("/api/v1/points/" + id, "read point " + id);
    }

    public void createPoint(Map<String, ?> point) {
        good(exchange("POST", "/api/v1/points", JSON.writeValueAsString(point)), "make point " + point.get("id"));
    }

    /** Puts a person on the card of a point. */
    public void addContact(String point, Map<String, ?> contact) {
        var path = "/api/v1/points/" + point + "/contacts";
        good(exchange("POST", path, JSON.writeValueAsString(contact)), "add a contact to point " + point);
    }

    /** What may happen at a point by itself. */
    public List<JsonNode> standingOrders(String point) {
        var path = "/api/v1/points/" + point + "/standing-orders";
        var orders = new ArrayList<JsonNode>();
        JSON.readTree(good(exchange("GET", path, ""), "read the standing orders of point " + point))
                .forEach(orders::add);
        return orders;
    }

    public void putStandingOrder(String point, String id, JsonNode order) {
        var path = "/api/v1/points/" + point + "/standing-orders/" + id;
        good(exchange("PUT", path, JSON.writeValueAsString(order)), "give point " + point + " a standing order");
    }

    public boolean hasRule(String id) {
        return has("/api/v1/rules/" + id, "read rule " + id);
    }

    public void putRule(String id, Map<String, ?> rule) {
        good(exchange("PUT", "/api/v1/rules/" + id, JSON.writeValueAsString(rule)), "make rule " + id);
    }

    /** What the rules would have said of the stored past, as the centre answers. */
    public byte[] backtest(Map<String, ?> request) {
        return good(
                        exchange("POST", "/api/v1/backtests", JSON.writeValueAsString(request), LONG_PATIENCE),
                        "run the back-test")
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean has(String path, String what) {
        var answer = exchange("GET", path, "");
        if (answer.statusCode() == 404) {
            return false;
        }
        good(answer, what);
        return true;
    }

    private static String good(HttpResponse<String> answer, String what) {
        if (answer.statusCode() / 100 != 2) {
            throw new Usage("the centre could not %s: %s".formatted(what, told(answer)));
        }
        return answer.body();
    }

    private static String told(HttpResponse<String> answer) {
        return "HTTP %d %s".formatted(answer.statusCode(), answer.body());
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        return exchange(method, path, body, PATIENCE);
    }

    private HttpResponse<String> exchange(String method, String path, String body, Duration patience) {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(patience);
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Usage("no answer from the centre at %s: %s".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Usage("interrupted while talking to the centre at " + url);
        }
    }
}
