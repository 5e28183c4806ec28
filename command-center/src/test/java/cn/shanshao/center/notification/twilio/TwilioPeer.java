package cn.shanshao.center.notification.twilio;

import cn.shanshao.center.notification.gateway.Allowance;
import cn.shanshao.center.notification.gateway.Peer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's interface as far as it is used here, over HTTP: accounts, messages, calls, and callbacks signed as Twilio's
 * documents on webhook security say.
 */
public final class TwilioPeer implements Peer {
    public static final String ACCOUNT = "AC00000000000000000000000000000007";
    public static final String FROM = "+15005550006";

    private final String token;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Queue<Does>> scripts = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final List<String> listed = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String callbacks = "";
    private final AtomicReference<@Nullable CountDownLatch> swapped = new AtomicReference<>();
    private volatile @Nullable Allowance allowance;
    private volatile int failsWith;
    private volatile UnaryOperator<String> road = UnaryOperator.identity();

    private TwilioPeer(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/2010-04-01/Accounts/" + ACCOUNT, this::handle);
        server.start();
    }

    public static TwilioPeer start(String token) {
        try {
            return new TwilioPeer(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where texts are brought to: what a customer enters on the pages of Twilio. */
    public void callsBackAt(String address) {
        callbacks = address;
    }

    /** By which way an address is reached: what stands between the world and us. */
    public void goesBy(UnaryOperator<String> way) {
        road = way;
    }

    /** Takes each message, and then answers with this status of HTTP. */
    public void failsWith(int status) {
        failsWith = status;
    }

    @Override
    public void script(String number, Does... next) {
        scripts.put(number, new ConcurrentLinkedQueue<>(List.of(next)));
    }

    @Override
    public void throttlesAbove(int perSecond) {
        allowance = new Allowance(perSecond);
    }

    @Override
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The forms of the calls that were asked for. */
    public List<Map<String, String>> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var login = ACCOUNT + ":" + token;
        var expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, error(20003, 401, "Authenticate"));
            return;
        }
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith(ACCOUNT + ".json")) {
            answer(exchange, 200, "{\"sid\":\"%s\",\"status\":\"active\",\"type\":\"Full\"}".formatted(ACCOUNT));
        } else if (path.endsWith("/Messages.json")
                && exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "{\"messages\":[%s],\"page\":0}".formatted(String.join(",", listed)));
        } else if (path.endsWith("/Messages.json")) {
            message(exchange, form);
        } else if (path.endsWith("/Calls.json")) {
            calls.add(form);
            answer(exchange, 201, "{\"sid\":\"%s\",\"status\":\"queued\"}".formatted(id("CA")));
        } else {
            answer(exchange, 404, error(20404, 404, "not found"));
        }
    }

    private void message(HttpExchange exchange, Map<String, String> form) throws IOException {
        var number = form.get("To").replaceFirst("^\\+86", "");
        addresses.put(number, form.get("StatusCallback"));
        var reference = form.get("StatusCallback").replaceFirst("#.*", "").replaceFirst(".*/", "");
        seen.add(new Seen(number, form.get("Body"), Integer.parseInt(reference), false));
        if (failsWith != 0) {
            answer(exchange, failsWith, "<html>upstream</html>");
            return;
        }
        var allowed = allowance;
        if (allowed != null && !allowed.isKept()) {
            throttle(exchange);
            return;
        }
        var before = swapped.getAndSet(null);
        does(exchange, form, number);
        if (before != null) {
            before.countDown();
        }
    }

    private void does(HttpExchange exchange, Map<String, String> form, String number) throws IOException {
        var script = scripts.get(number);
        var next = script == null ? null : script.poll();
        var id = id("SM");
        var taken = "{\"sid\":\"%s\",\"status\":\"queued\",\"body\":\"\"}".formatted(id);
        switch (next == null ? Does.ACCEPT : next) {
            case ACCEPT -> {
                answer(exchange, 201, taken);
                statuses(form, id, "sent", "delivered");
            }
            case RECEIPT_FIRST -> {
                statuses(form, id, "delivered", "sent");
                answer(exchange, 201, taken);
            }
            case RECEIPT_TWICE -> {
                statuses(form, id, "delivered");
                answer(exchange, 201, taken);
                statuses(form, id, "sent", "delivered");
            }
            case UNDELIVERABLE -> {
                answer(exchange, 201, taken);
                statuses(form, id, "sent", "undelivered");
            }
            case NO_RECEIPT -> answer(exchange, 201, taken);
            case SLOW -> {
                await(closed, SLOW);
                answer(exchange, 201, taken);
                statuses(form, id, "sent", "delivered");
            }
            case LATE_ANSWER -> {
                await(closed, LATE);
                statuses(form, id, "sent", "undelivered");
                answer(exchange, 201, taken);
            }
            case SWAPPED -> {
                var following = new CountDownLatch(1);
                swapped.set(following);
                await(following, Duration.ofSeconds(30));
                answer(exchange, 201, taken);
                statuses(form, id, "sent", "undelivered");
            }
            case THROTTLE, FAIL -> throttle(exchange);
            case REFUSE -> answer(exchange, 400, error(21211, 400, "The 'To' number is not valid"));
            case NO_ANSWER -> {
                await(closed, Duration.ofDays(1));
                exchange.close();
            }
            case HANG_UP -> exchange.close();
        }
    }

    private String id(String kind) {
        return kind + "%032x".formatted(ids.incrementAndGet());
    }

    private static void throttle(HttpExchange exchange) throws IOException {
        answer(exchange, 429, error(20429, 429, "Too Many Requests"));
    }

    private static void await(CountDownLatch latch, Duration most) {
        try {
            latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String error(int code, int status, String message) {
        return "{\"code\":%d,\"message\":\"%s\",\"more_info\":\"https://www.twilio.com/docs/errors/%d\",\"status\":%d}"
                .formatted(code, message, code, status);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void statuses(Map<String, String> form, String id, String... statuses) {
        for (var status : statuses) {
            callBack(
                    form.get("StatusCallback"),
                    Map.of(
                            "AccountSid", ACCOUNT,
                            "MessageSid", id,
                            "MessageStatus", status,
                            "To", form.get("To"),
                            "From", FROM));
        }
    }

    /** Where we want to be told what becomes of the newest message to a number. */
    public String statusOf(String number) {
        return Objects.requireNonNull(addresses.get(number));
    }

    /** Lists a text that somebody typed five minutes ago, with its id; the newest comes first. */
    public void lists(String id, String from, String text) {
        var at = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .format(ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(5));
        listed.add(0, """
            {"sid":"%s","direction":"inbound","from":"+86%s","to":"%s","body":"%s","date_created":"%s"}\
            """.formatted(id, from, FROM, text, at));
    }

    @Override
    public boolean types(String from, String text) {
        var form =
                Map.of("AccountSid", ACCOUNT, "MessageSid", id("SM"), "From", "+86" + from, "To", FROM, "Body", text);
        return callBack(callbacks + "/text", form) / 100 == 2;
    }

    /** What comes of a call whose callee presses a key. */
    public int presses(String action, String to, String key) {
        return callBack(action, Map.of("AccountSid", ACCOUNT, "CallSid", id("CA"), "To", "+86" + to, "Digits", key));
    }

    /** Posts a signed form, again where it is not taken and the address says so; the status of the last answer. */
    public int callBack(String address, Map<String, String> form) {
        var url = address.replaceFirst("#.*", "");
        var again = address.contains("#rc=3&rp=all") ? 3 : 0;
        var status = post(url, form, signature(url, form));
        for (; again > 0 && status >= 400; again--) {
            status = post(url, form, signature(url, form));
        }
        return status;
    }

    /** Posts a form under any signature. */
    public int post(String url, Map<String, String> form, String signature) {
        var body = form.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(road.apply(url)))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** HMAC-SHA1 over the address and the fields in the order of their names, in Base64. */
    public String signature(String url, Map<String, String> form) {
        var signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The fields of a form. */
    static Map<String, String> form(String body) {
        var fields = new TreeMap<String, String>();
        for (var field : body.split("&")) {
            var at = field.indexOf('=');
            if (at > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
