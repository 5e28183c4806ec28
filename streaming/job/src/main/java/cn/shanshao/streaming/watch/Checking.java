package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.quality.Checks;
import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.quality.GrossRange;
import cn.shanshao.ingest.quality.Quality;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.streaming.config.Assigned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flags the readings of one device, which come in the order of their times: each by itself, by the weather, and beside
 * its neighbours. The value is never altered; the flag stands beside it.
 */
final class Checking {
    private static final Set<String> RAIN = Set.of("rain", "rain.total");
    private static final String AIR = AirOfPoint.AIR;
    private static final String BATTERY = "battery";

    private final Assigned device;
    private final DeviceMemory memory;

    Checking(Assigned device, DeviceMemory memory) {
        this.device = device;
        this.memory = memory;
    }

    /** What its neighbours say of a new reading and, through it, of earlier ones; a masked one is no neighbour. */
    Quality.Verdict look(Reading reading, long at, boolean isShifted) {
        var base = base(reading, at, isShifted);
        if (device.isMasked(reading.quantity(), at)) {
            return new Quality.Verdict(Flag.worse(base, Flag.NOT_EVALUATED), List.of());
        }
        var verdict = Checks.of(reading.quantity()).isNone()
                ? new Quality.Verdict(base, List.of())
                : checked(reading.quantity()).quality().look(at, reading.value() + datum(reading, at), base);
        if (verdict.flag() == Flag.PASS && reading.quantity().equals(AIR)) {
            memory.air.look(at, reading.value());
        } else if (verdict.flag() == Flag.PASS && reading.quantity().equals(BATTERY)) {
            memory.battery.look(at, reading.value(), batteryLimit());
        }
        return verdict;
    }

    /** What was said of a reading that comes again. */
    int again(Reading reading, long at, boolean isShifted) {
        var base = base(reading, at, isShifted);
        if (device.isMasked(reading.quantity(), at)) {
            return Flag.worse(base, Flag.NOT_EVALUATED);
        }
        var known = memory.checked.get(reading.quantity());
        return known == null ? base : known.quality().flag(at, base);
    }

    /** It is stored as suspect, and may be amended. */
    void suspect(Row row) {
        if (!Checks.of(row.quantity()).isNone()) {
            checked(row.quantity()).suspect(row);
        }
    }

    /** The rows whose flag is another now. */
    List<Row> amended(String quantity, Quality.Verdict verdict) {
        return verdict.amended().stream()
                .map(amendment -> checked(quantity).amend(amendment).orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private Checked checked(String quantity) {
        return memory.checked.computeIfAbsent(quantity, Checked::new);
    }

    private double datum(Reading reading, long at) {
        var channel = device.channel(reading.quantity());
        return channel == null ? 0 : channel.offset(Instant.ofEpochMilli(at));
    }

    private int base(Reading reading, long at, boolean isShifted) {
        var flag = Flag.worse(gross(reading), isShifted ? Flag.SUSPECT : Flag.PASS);
        return RAIN.contains(reading.quantity()) ? inFrost(flag, at) : flag;
    }

    private int gross(Reading reading) {
        var channel = device.channel(reading.quantity());
        var range = channel == null ? null : channel.range();
        var interval = Duration.ofMillis(Math.round(device.device().interval() * 1000));
        return range == null && reading.quantity().equals("rain") && interval.toMillis() > 0
                ? GrossRange.rain(reading.value(), interval)
                : GrossRange.flag(reading.quantity(), reading.value(), range);
    }

    /** What a tipping bucket tells in frost is not evaluated, and in doubt when it thaws. */
    private int inFrost(int flag, long at) {
        return switch (memory.air.on(at)) {
            case FROZEN -> flag == Flag.FAIL ? flag : Flag.NOT_EVALUATED;
            case SUSPECT -> Flag.worse(flag, Flag.SUSPECT);
            case FINE -> flag;
        };
    }

    /** Readings in the order of their times; the air's before those that depend on it. */
    static int order(Reading reading) {
        return reading.quantity().equals(AIR) ? 0 : 1;
    }

    /** The first limit that is registered for its battery, V. */
    private @Nullable Double batteryLimit() {
        var channel = device.channel(BATTERY);
        return channel == null || channel.limits() == null
                ? null
                : channel.limits().values().stream().max(Double::compare).orElse(null);
    }
}
