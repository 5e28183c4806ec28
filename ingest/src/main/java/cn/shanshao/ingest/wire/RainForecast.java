package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Rain that somebody expects.
 *
 * @param source who says so, as in the topic
 * @param issuedAt a later one takes the place of an earlier one of the same source
 * @param divisions code → what is expected there, as the mean of the division
 */
public record RainForecast(String source, Instant issuedAt, Map<String, List<Interval>> divisions) {
    public RainForecast {
        divisions = Map.copyOf(divisions);
    }

    /** @param mm expected from {@code from} to {@code to}, evenly */
    public record Interval(Instant from, Instant to, double mm) {
        public Interval {
            if (!(mm >= 0 && mm <= 5_000) || !to.isAfter(from)) {
                throw new WireException(
                        "forecast",
                        "expected 0…5000 mm and to after from, was %s mm from %s to %s".formatted(mm, from, to));
            }
        }
    }
}
