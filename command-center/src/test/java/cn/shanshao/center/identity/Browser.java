package cn.shanshao.center.identity;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Follows links and keeps cookies as a browser does on the loopback, where the port makes no other site. */
final class Browser {
    private static final int MOST_LINKS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** What is shown, and where. */
    record Page(URI at, int status, String body) {}

    Page open(URI at) throws Exception {
        return follow(HttpRequest.newBuilder(at));
    }

    /** @param filled as {@code application/x-www-form-urlencoded} */
    Page submit(URI at, String filled) throws Exception {
        return follow(HttpRequest.newBuilder(at)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(filled)));
    }

    /** Where a link leads, without going there. */
    URI target(URI at) throws Exception {
        return at.resolve(send(HttpRequest.newBuilder(at))
                .headers()
                .firstValue("Location")
                .orElseThrow());
    }

    private Page follow(HttpRequest.Builder first) throws Exception {
        var response = send(first);
        for (var i = 0; i < MOST_LINKS && response.statusCode() / 100 == 3; i++) {
            var next = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            response = send(HttpRequest.newBuilder(next));
        }
        return new Page(response.uri(), response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var response = http.send(request.build(), BodyHandlers.ofString());
        for (var set : response.headers().allValues("Set-Cookie")) {
            var pair = set.replaceFirst(";.*", "").split("=", 2);
            if (set.contains("Max-Age=0") || pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }
}
