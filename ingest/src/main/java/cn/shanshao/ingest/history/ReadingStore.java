package cn.shanshao.ingest.history;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/**
 * Writes readings in lots, blocking, by InfluxDB line protocol. A row that was already older than the retention when it
 * arrived goes to the archive; that depends on the row alone, so a repeat finds its first copy.
 */
public final class ReadingStore implements AutoCloseable {
    static final String RAW = "reading";
    static final String ARCHIVE = "reading_archive";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Answers that speak of the lot. Everything else, a wrong password too, is no fault of the readings. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    private record Line(Row row, String text) {}

    private final InfluxDBClient client;
    private final WriteApiBlocking writer;
    private final Duration retention;

    /**
     * @param url of QuestDB's or InfluxDB's HTTP endpoint
     * @param retention how far back raw readings are kept
     */
    public ReadingStore(URI url, String user, String password, Duration retention) {
        var basic = Credentials.basic(user, password);
        var http = new OkHttpClient.Builder()
                .connectTimeout(PATIENCE)
                .readTimeout(PATIENCE)
                .writeTimeout(PATIENCE)
                .callTimeout(PATIENCE.multipliedBy(2))
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("Authorization", basic)
                        .build()));
        this.client = InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url(url.toString())
                .okHttpClient(http)
                .org("shanshao")
                .bucket("shanshao")
                .build());
        this.writer = client.getWriteApiBlocking();
        this.retention = retention;
    }

    /**
     * Returns when every row is stored.
     *
     * @throws StoreUnavailable when the store cannot take it now; some rows may be stored, writing all again does no harm
     * @throws StoreRefused when some rows can never be stored; all others are
     */
    public void write(List<Row> lot) throws StoreUnavailable, StoreRefused {
        var raw = new ArrayList<Line>(lot.size());
        var archive = new ArrayList<Line>();
        var bad = new ArrayList<StoreRefused.Bad>();
        for (var row : lot) {
            var isOld = row.at().isBefore(row.received().minus(retention));
            try {
                (isOld ? archive : raw).add(new Line(row, LineProtocol.line(isOld ? ARCHIVE : RAW, row)));
            } catch (IllegalArgumentException e) {
                bad.add(new StoreRefused.Bad(row, String.valueOf(e.getMessage())));
            }
        }
        send(raw, bad);
        send(archive, bad);
        if (!bad.isEmpty()) {
            throw new StoreRefused(bad);
        }
    }

    /** Halves a refused lot until the rows that it was refused for stand alone. */
    private void send(List<Line> lines, List<StoreRefused.Bad> bad) throws StoreUnavailable {
        if (lines.isEmpty()) {
            return;
        }
        try {
            writer.writeRecords(
                    WritePrecision.MS, lines.stream().map(Line::text).toList());
        } catch (InfluxException e) {
            if (!isRefusal(e)) {
                throw new StoreUnavailable("store did not take %d rows: %s".formatted(lines.size(), e.getMessage()), e);
            }
            if (lines.size() == 1) {
                bad.add(new StoreRefused.Bad(lines.get(0).row(), String.valueOf(e.getMessage())));
                return;
            }
            send(lines.subList(0, lines.size() / 2), bad);
            send(lines.subList(lines.size() / 2, lines.size()), bad);
        }
    }

    /** A store that lacks a table or a column refuses every row; that must not throw good readings away. */
    private static boolean isRefusal(InfluxException e) {
        return REFUSALS.contains(e.status()) && !String.valueOf(e.getMessage()).contains("does not exist");
    }

    @Override
    public void close() {
        client.close();
    }
}
