package cn.shanshao.ingest.quality;

import cn.shanshao.ingest.wire.Quantity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** QARTOD's gross range test: a value that the instrument cannot have seen fails, and is kept. */
public final class GrossRange {
    /** The heaviest rain that is believed, mm in an hour. */
    public static final double RAIN_PER_HOUR = 250;

    private static final Duration HOUR = Duration.ofHours(1);

    private GrossRange() {}

    /**
     * @param quantity with or without depth
     * @param value in the unit of the quantity
     * @param range {@code [min, max]} of the channel, or {@code null} for the catalogue's
     * @return {@link Flag#PASS}, {@link Flag#FAIL}, or {@link Flag#NOT_EVALUATED} when nobody knows a range
     */
    public static int flag(String quantity, double value, @Nullable List<Double> range) {
        if (range != null && range.size() == 2) {
            return within(value, range.get(0), range.get(1));
        }
        return Quantity.of(quantity)
                .map(row -> within(value, row.min(), row.max()))
                .orElse(Flag.NOT_EVALUATED);
    }

    /**
     * Rain in an interval against {@value #RAIN_PER_HOUR} mm per hour of it.
     *
     * @param mm that fell, by the gauge
     * @param interval over which it fell; when it is not positive nothing can be said
     */
    public static int rain(double mm, Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            return Flag.NOT_EVALUATED;
        }
        return within(mm, 0, RAIN_PER_HOUR * interval.toMillis() / HOUR.toMillis());
    }

    private static int within(double value, double min, double max) {
        return value >= min && value <= max ? Flag.PASS : Flag.FAIL;
    }
}
