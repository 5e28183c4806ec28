package cn.shanshao.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The part of the command centre's REST interface that the tools use: sign-in with CSRF, points, rules, devices, credentials. */
public final class FakeCentre implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        // head and body of an answer are two writes; without this each waits 40 ms for the other side
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public final Map<String, JsonNode> devices = new TreeMap<>();
    public final Map<String, JsonNode> points = new TreeMap<>();
    public final Map<String, JsonNode> rules = new TreeMap<>();
    /** The standing order of each point. */
    public final Map<String, JsonNode> orders = new TreeMap<>();
    /** Names of the people on all cards. */
    public final Set<String> people = ConcurrentHashMap.newKeySet();
    /** Devices whose login was made, or made anew. */
    public final Set<String> renewed = ConcurrentHashMap.newKeySet();

    private final UnaryOperator<String> credentials;
    private final HttpServer server;

    /** @param credentials device → new password, made at the broker too */
    public FakeCentre(UnaryOperator<String> credentials) throws IOException {
        this.credentials = credentials;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/session", this::session);
        server.createContext("/api/v1/devices", exchange -> ifAllowed(exchange, this::device));
        server.createContext("/api/v1/points", exchange -> ifAllowed(exchange, this::point));
        server.createContext("/api/v1/rules", exchange -> ifAllowed(exchange, this::rule));
        server.createContext("/api/v1/backtests", exchange -> ifAllowed(exchange, this::backtest));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void session(HttpExchange exchange) throws IOException {
        var login = JSON.readTree(exchange.getRequestBody());
        if (login.path("password").asString().equals("right")) {
            exchange.getResponseHeaders().add("Set-Cookie", "SID=secret; Path=/; HttpOnly; SameSite=Strict");
            answer(exchange, 200, "{\"csrfToken\":\"csrf\"}");
        } else {
            answer(exchange, 401, "{\"title\":\"wrong password\"}");
        }
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void ifAllowed(HttpExchange exchange, Handler then) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!"SID=secret".equals(headers.getFirst("Cookie"))
                || !isReading(exchange) && !"csrf".equals(headers.getFirst("X-CSRF-TOKEN"))) {
            answer(exchange, 403, "{\"title\":\"no\"}");
        } else {
            then.handle(exchange);
        }
    }

    private static boolean isReading(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET");
    }

    private static String[] path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().split("/");
    }

    private void device(HttpExchange exchange) throws IOException {
        var path = path(exchange);
        if (path.length == 4) {
            make(exchange);
        } else if (path.length == 6) {
            renewed.add(path[4]);
            answer(exchange, 200, "{\"password\":\"%s\"}".formatted(credentials.apply(path[4])));
        } else if (isReading(exchange)) {
            tell(exchange, devices.get(path[4]));
        } else {
            devices.put(path[4], JSON.readTree(exchange.getRequestBody()));
            answer(exchange, 200, "{}");
        }
    }

    private void point(HttpExchange exchange) throws IOException {
        var path = path(exchange);
        if (path.length > 5 && path[5].equals("standing-orders")) {
            order(exchange, path);
            return;
        }
        if (isReading(exchange)) {
            tell(exchange, points.get(path[4]));
            return;
        }
        var body = JSON.readTree(exchange.getRequestBody());
        if (path.length == 6) {
            people.add(path[4] + " " + body.path("role").asString() + " "
                    + body.path("name").asString());
        } else {
            points.put(body.path("id").asString(), body);
        }
        answer(exchange, 201, "{}");
    }

    /** Answers what was asked. */
    private void backtest(HttpExchange exchange) throws IOException {
        answer(exchange, 200, JSON.writeValueAsString(Map.of("asked", JSON.readTree(exchange.getRequestBody()))));
    }

    private void order(HttpExchange exchange, String[] path) throws IOException {
        if (isReading(exchange)) {
            var known = orders.get(path[4]);
            answer(exchange, 200, known == null ? "[]" : "[" + known + "]");
        } else {
            var order = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            if (order.has("id")) { // it stands in the path
                answer(exchange, 400, "{\"field\":\"id\"}");
                return;
            }
            order.put("id", path[6]);
            orders.put(path[4], order);
            answer(exchange, 200, "{}");
        }
    }

    private void rule(HttpExchange exchange) throws IOException {
        var id = path(exchange)[4];
        if (isReading(exchange)) {
            tell(exchange, rules.get(id));
        } else {
            rules.put(id, JSON.readTree(exchange.getRequestBody()));
            answer(exchange, 200, "{}");
        }
    }

    private static void tell(HttpExchange exchange, @Nullable JsonNode known) throws IOException {
        answer(exchange, known == null ? 404 : 200, known == null ? "{}" : known.toString());
    }

    private void make(HttpExchange exchange) throws IOException {
        var device = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        device.put("version", 1);
        devices.put(device.path("id").asString(), device);
        answer(exchange, 201, device.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
