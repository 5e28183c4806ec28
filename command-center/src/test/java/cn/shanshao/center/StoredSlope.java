package cn.shanshao.center;

import cn.shanshao.ingest.history.Bucket;
import cn.shanshao.ingest.history.HistoryUnavailable;
import cn.shanshao.ingest.history.ReadingHistory;
import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.history.Stored;
import cn.shanshao.ingest.history.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A store in which every channel has crept for fifty days and then run off; the store itself has tests of its own. */
@TestConfiguration
public class StoredSlope {
    /** Of the first reading; one an hour. */
    public static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");

    /** The mark begins to accelerate. */
    public static final Instant ONSET = FIRST.plus(Duration.ofDays(50));

    /** Without a reading. */
    public static final Instant END = FIRST.plus(Duration.ofDays(60));

    /** Some devices have a store that is away, or too much in it. */
    public static final String AWAY = "st-away-gnss";

    public static final String FULL = "st-full-gnss";

    /** A point whose store has so much that sixty days are too many. */
    public static final String DENSE = "wh-dense";

    @Bean
    @Primary
    ReadingHistory slope() {
        return new ReadingHistory() {
            @Override
            public List<Sample> latest(Collection<String> devices) {
                return List.of();
            }

            @Override
            public List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets) {
                return List.of();
            }

            @Override
            public List<Stretch> thinned(
                    String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning) {
                return List.of();
            }

            @Override
            public List<Stored> readings(String device, String quantity, Instant from, Instant to, int most) {
                var rows = new ArrayList<Stored>();
                for (var at = FIRST; at.isBefore(END) && rows.size() < most; at = at.plus(Duration.ofHours(1))) {
                    if (!at.isBefore(from) && at.isBefore(to)) {
                        rows.add(at.equals(FIRST.plus(Duration.ofDays(3))) ? new Stored(at, 9_999, 4) : place(at));
                    }
                }
                return rows;
            }

            @Override
            public long count(String device, @Nullable String quantity, Instant from, Instant to) {
                if (device.equals(AWAY)) {
                    throw new HistoryUnavailable("away");
                }
                if (device.equals(DENSE + "-gnss")) {
                    return Duration.between(from, to).toHours() * 60;
                }
                return device.equals(FULL)
                        ? 1_000_000
                        : readings(device, "", from, to, Integer.MAX_VALUE).size();
            }
        };
    }

    private static Stored place(Instant at) {
        var days = Duration.between(FIRST, at).toMinutes() / 1_440.0;
        var run = Math.max(0, days - 50);
        return new Stored(
                at, 0.1 * days + 0.03 * Math.pow(run, 4) + 0.05 * Math.sin(at.getEpochSecond() / 3_600.0 * 7), 1);
    }
}
