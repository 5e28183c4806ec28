package cn.shanshao.ingest.history;

import cn.shanshao.ingest.wire.Topics;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the history from QuestDB by SQL. Names are checked against their pattern before they stand between quotes. */
public final class QuestDbHistory implements ReadingHistory {
    private static final int MAX_BUCKETS = 10_000;
    private static final int MAX_STRETCHES = 30_000;

    /** More devices than this are not named in the query; the answer is sifted instead. */
    private static final int MAX_NAMED = 200;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final QuestDbSql sql;

    public QuestDbHistory(URI url, String user, String password) {
        this.sql = new QuestDbSql(url, user, password);
    }

    @Override
    public List<Sample> latest(Collection<String> devices) {
        if (devices.isEmpty()) {
            return List.of();
        }
        var wanted = new HashSet<>(devices);
        var where = wanted.size() > MAX_NAMED
                ? ""
                : wanted.stream()
                        .map(QuestDbHistory::device)
                        .collect(Collectors.joining(",", " WHERE device IN (", ")"));
        var newest = new TreeMap<String, Sample>();
        for (var table : List.of(ReadingStore.ARCHIVE, ReadingStore.RAW)) {
            for (var row :
                    sql.rows("SELECT device, quantity, value, flag, cast(ts AS long) / 1000, written, received FROM "
                            + table + where + " LATEST ON ts PARTITION BY device, quantity")) {
                var sample = sample(row);
                if (wanted.contains(sample.device())) {
                    newest.merge(sample.device() + " " + sample.quantity(), sample, QuestDbHistory::newer);
                }
            }
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(Sample::device).thenComparing(Sample::quantity))
                .toList();
    }

    private static Sample newer(Sample one, Sample other) {
        return other.at().isBefore(one.at()) ? one : other;
    }

    private static Sample sample(JsonNode row) {
        return new Sample(
                row.get(0).asString(),
                row.get(1).asString(),
                row.get(2).asDouble(),
                row.get(3).asInt(),
                Instant.ofEpochMilli(row.get(4).asLong()),
                Instant.ofEpochMilli(row.get(5).asLong()),
                Instant.ofEpochMilli(row.get(6).asLong()));
    }

    @Override
    public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new IllegalArgumentException("buckets: expected 1 to %d, was %d".formatted(MAX_BUCKETS, buckets));
        }
        var start = millis(from);
        var span = millis(to) - start;
        if (span <= 0) {
            return List.of();
        }
        var query = "SELECT b, min(value), avg(value), max(value), count() FROM (SELECT ((cast(ts AS long) / 1000) - "
                + start + "L) * " + buckets + "L / " + span + "L AS b, value FROM "
                + both("ts, value", channel(device, quantity) + between(from, to) + " AND flag <> 4") + ") ORDER BY b";
        return sql.rows(query).stream()
                .map(row -> new Bucket(
                        Instant.ofEpochMilli(start - Math.floorDiv(-row.get(0).asLong() * span, buckets)),
                        row.get(1).asDouble(),
                        row.get(2).asDouble(),
                        row.get(3).asDouble(),
                        row.get(4).asLong()))
                .toList();
    }

    @Override
    public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: expected 1 or more, was " + most);
        }
        var query = "SELECT cast(ts AS long) / 1000, value, flag FROM "
                + both("ts, value, flag", channel(device, quantity) + between(from, to)) + " ORDER BY ts LIMIT "
                + most;
        return sql.rows(query).stream()
                .map(row -> new Stored(
                        Instant.ofEpochMilli(row.get(0).asLong()),
                        row.get(1).asDouble(),
                        row.get(2).asInt()))
                .toList();
    }

    @Override
    public List<Stretch> thinned(
            String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
        if (most < 1 || most > MAX_STRETCHES) {
            throw new IllegalArgumentException("most: expected 1 to %d, was %d".formatted(MAX_STRETCHES, most));
        }
        var start = millis(from);
        var span = millis(to) - start;
        if (span <= 0) {
            return List.of();
        }
        var where = channel(device, quantity) + between(from, to) + " AND flag <> 4";
        var count = sql.rows("SELECT count() FROM " + both("ts", where))
                .get(0)
                .get(0)
                .asLong();
        // times count from the start: a sum of them keeps its milliseconds
        var readings = both("(cast(ts AS long) / 1000) - " + start + "L AS t, value, flag", where);
        var query = count > most
                ? "SELECT time, made, worst, many FROM (SELECT t * " + most + "L / " + span + "L AS b, " + thinning.time
                        + " AS time, " + thinning.value + " AS made, max(flag) AS worst, count() AS many FROM "
                        + readings + ") ORDER BY b"
                : "SELECT t, value, flag, 1 FROM " + readings + " ORDER BY t";
        return sql.rows(query).stream()
                .map(row -> new Stretch(
                        Instant.ofEpochMilli(start + Math.round(row.get(0).asDouble())),
                        row.get(1).asDouble(),
                        row.get(2).asInt(),
                        row.get(3).asLong()))
                .toList();
    }

    @Override
    public long count(String device, @Nullable String quantity, Instant from, Instant to) {
        var where = (quantity == null ? "device = " + device(device) : channel(device, quantity)) + between(from, to);
        return sql.rows("SELECT count() FROM " + both("ts", where))
                .get(0)
                .get(0)
                .asLong();
    }

    private static String both(String columns, String where) {
        return "(SELECT %1$s FROM %2$s WHERE %4$s UNION ALL SELECT %1$s FROM %3$s WHERE %4$s)"
                .formatted(columns, ReadingStore.RAW, ReadingStore.ARCHIVE, where);
    }

    private static String channel(String device, String quantity) {
        if (!LineProtocol.isQuantity(quantity)) {
            throw new IllegalArgumentException("quantity: expected a name, was \"%s\"".formatted(quantity));
        }
        return "device = " + device(device) + " AND quantity = '" + quantity + "'";
    }

    private static String device(String device) {
        if (!Topics.isId(device)) {
            throw new IllegalArgumentException("device: expected an id, was \"%s\"".formatted(device));
        }
        return "'" + device + "'";
    }

    private static String between(Instant from, Instant to) {
        return " AND ts >= %d AND ts < %d".formatted(millis(from) * 1000, millis(to) * 1000);
    }

    private static long millis(Instant time) {
        return time.isBefore(Instant.EPOCH) ? 0 : time.isAfter(LAST) ? LAST.toEpochMilli() : time.toEpochMilli();
    }
}
