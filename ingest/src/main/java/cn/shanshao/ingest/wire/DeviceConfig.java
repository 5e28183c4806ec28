package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as the job needs to know it.
 *
 * @param gateway the device whose topic may carry this one's readings; {@code null} for none
 * @param until end of a maintenance, after which the device counts as in service; {@code null} for none
 * @param clockOffset seconds to add to the device's times
 * @param interval seconds between two readings when all is well
 * @param power the power source that it shares with others; {@code null} for its own
 */
public record DeviceConfig(
        String id,
        long version,
        @Nullable String pointId,
        @Nullable String gateway,
        DeviceState state,
        @Nullable Instant until,
        Realm realm,
        double clockOffset,
        Clock clock,
        double interval,
        @Nullable String power,
        List<Channel> channels) {

    public DeviceConfig {
        channels = List.copyOf(channels);
    }

    /**
     * One quantity of a device.
     *
     * @param quantity in its one form ({@code soil.moisture/0.5}), however it was written
     * @param unit of the quantity; {@code ""} where nobody has said it yet
     * @param range {@code [min, max]} in that unit, or {@code null} for the catalogue's
     * @param datum offsets to add from a time on, ascending; a replaced sensor leaves no step
     * @param limits level → limit, in place of the rule's levels; {@code null} where the rule's hold
     * @param masks spans whose readings are stored and no more: nothing is judged of them, and nothing rests on them
     */
    public record Channel(
            String quantity,
            String unit,
            @Nullable List<Double> range,
            List<Datum> datum,
            @Nullable Map<Level, Double> limits,
            List<Mask> masks) {
        public Channel {
            if (quantity != null) { // what came over the wire may lack it
                quantity = Channels.normalOrSame(quantity);
            }
            range = range == null ? null : List.copyOf(range);
            datum = datum == null ? List.of() : List.copyOf(datum);
            limits = limits == null ? null : Map.copyOf(limits);
            masks = masks == null ? List.of() : List.copyOf(masks);
        }

        /** One of which nothing is masked. */
        public Channel(
                String quantity,
                String unit,
                @Nullable List<Double> range,
                List<Datum> datum,
                @Nullable Map<Level, Double> limits) {
            this(quantity, unit, range, datum, limits, List.of());
        }

        /** The same, with these spans masked. */
        public Channel masked(List<Mask> spans) {
            return new Channel(quantity, unit, range, datum, limits, spans);
        }

        /** Whether a reading of that placed time lies in a masked span. */
        public boolean isMasked(Instant at) {
            return masks.stream().anyMatch(mask -> mask.hides(at));
        }

        /** What is to be added to a value of that placed time: a replaced sensor begins anew, and the series goes on. */
        public double offset(Instant at) {
            return datum.stream()
                    .filter(d -> !d.from().truncatedTo(ChronoUnit.MILLIS).isAfter(at))
                    .max(Comparator.comparing(Datum::from))
                    .map(Datum::offset)
                    .orElse(0.0);
        }
    }

    /** From {@code from} on, {@code offset} is added to every value. */
    public record Datum(Instant from, double offset) {}

    /**
     * An expert has said that the readings of this span are bad: somebody was at the mast, the sensor was broken.
     *
     * @param from its first moment, by placed time
     * @param to its end, which is not in it; {@code null} while it goes on
     * @param by login of who said so
     * @param confirmedBy login of who agreed, where an alert stood on the channel; {@code null} where one person is enough
     * @param at when it came into force; {@code null} for one from before that was written down
     */
    public record Mask(
            Instant from,
            @Nullable Instant to,
            String reason,
            String by,
            @Nullable String confirmedBy,
            @Nullable Instant at) {
        /** No record is older, and no mask ends so late: what is absurd cannot be told in milliseconds. */
        public static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

        public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

        /** One of which only its span and its author are known. */
        public Mask(Instant from, @Nullable Instant to, String reason, String by) {
            this(from, to, reason, by, null, null);
        }

        /** Its times are none that a reading can have: nobody meant that. It hides what it says all the same. */
        @JsonIgnore
        public boolean isAbsurd() {
            return from.isBefore(EARLIEST)
                    || from.isAfter(LATEST)
                    || to != null && (to.isBefore(EARLIEST) || to.isAfter(LATEST));
        }

        /** Whether that placed time lies in it. */
        public boolean hides(Instant at) {
            return !at.isBefore(from) && (to == null || at.isBefore(to));
        }
    }

    /** Whether the device's readings may raise or corroborate at {@code now}. */
    public boolean inService(Instant now) {
        return state == DeviceState.SERVICE
                || (state == DeviceState.MAINTENANCE && until != null && !now.isBefore(until));
    }
}
