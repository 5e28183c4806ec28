package cn.shanshao.ingest.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of the past, raw and archived alike, by placed time. Spans include {@code from} and leave out
 * {@code to}. A reading may be seen a moment after its write was acknowledged. Every method throws
 * {@link HistoryUnavailable} when the store does not answer.
 */
public interface ReadingHistory {
    /** The newest reading of every channel of the devices, whatever its flag; in order of device and quantity. */
    List<Sample> latest(Collection<String> devices);

    /**
     * One channel over a span in stretches of equal length, readings with flag 4 left out. A stretch without readings
     * is left out too: a gap is a gap.
     *
     * @param buckets 1 to 10 000
     */
    List<Bucket> buckets(String device, String quantity, Instant from, Instant to, int buckets);

    /**
     * The readings of one channel over a span as they are stored, whatever their flag, by placed time.
     *
     * @param most that are answered, from the first on
     */
    List<Stored> readings(String device, String quantity, Instant from, Instant to, int most);

    /**
     * The readings of one channel over a span in the order of their times, those with flag 4 left out. When there are more
     * than {@code most} they are thinned: each of so many stretches of equal length becomes one, as far as it has any.
     *
     * @param most 1 to 30 000
     */
    List<Stretch> thinned(
            String device, String quantity, Instant from, Instant to, int most, Stretch.Thinning thinning);

    /**
     * How many readings are stored, whatever their flag.
     *
     * @param quantity {@code null} for all of the device
     */
    long count(String device, @Nullable String quantity, Instant from, Instant to);
}
