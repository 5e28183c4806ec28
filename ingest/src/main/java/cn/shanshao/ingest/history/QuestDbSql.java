package cn.shanshao.ingest.history;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SQL over QuestDB's HTTP endpoint {@code /exec}. */
final class QuestDbSql {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI url;
    private final String authorization;

    QuestDbSql(URI url, String user, String password) {
        this.url = url;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The rows of the answer, each an array of its columns; none for a statement that has no rows.
     *
     * @throws HistoryUnavailable when there is no answer, or an error
     */
    List<JsonNode> rows(String sql) {
        var request = HttpRequest.newBuilder(
                        url.resolve("/exec?nm=true&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8)))
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new HistoryUnavailable("store answered %d to %s: %s"
                        .formatted(response.statusCode(), sql, new String(response.body(), StandardCharsets.UTF_8)));
            }
            var rows = new ArrayList<JsonNode>();
            MAPPER.readTree(response.body()).path("dataset").forEach(rows::add);
            return rows;
        } catch (IOException | JacksonException e) {
            throw new HistoryUnavailable("store does not answer at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailable("interrupted while asking the store", e);
        }
    }
}
