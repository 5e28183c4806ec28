package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.DeviceStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a station says of itself ({@code S1_ZT}).
 *
 * @param status with the battery in V and the signal in dBm
 * @param sensors by the code and number that the station writes, e.g. {@code L1_LF_1}
 */
public record GbStatus(String device, DeviceStatus status, Map<String, SensorState> sensors) {
    static final String STATES = "sensor_state";

    /** The strongest signal of a modem's scale from 0 to 31 (3GPP TS 27.007, +CSQ); 99 is not known. */
    private static final double STRONGEST = 31;

    public GbStatus {
        sensors = Collections.unmodifiableMap(new LinkedHashMap<>(sensors));
    }

    /**
     * @param t {@code null} when the station gave no time
     * @param values by the keys of the table
     */
    static GbStatus of(String device, @Nullable Instant t, Map<String, Object> values) {
        var firmware = values.get("sw_version") instanceof String text ? text : null;
        return new GbStatus(
                device, new DeviceStatus(true, t, battery(values), signal(values), firmware), states(values));
    }

    /** The battery, or what feeds the station where it has no gauge of its battery (it writes 0 then). */
    private static @Nullable Double battery(Map<String, Object> values) {
        var battery = number(values, "battery_volt");
        var feed = number(values, "ext_power_volt");
        var isWithoutGauge = battery.orElse(0) <= 0 && feed.orElse(0) > 0;
        return boxed(isWithoutGauge ? feed : battery);
    }

    /** Of the mobile network, or of the narrow band where that is the one in use. */
    private static @Nullable Double signal(Map<String, Object> values) {
        var inUse = Stream.of("signal_4g", "signal_NB")
                .map(key -> number(values, key))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .filter(value -> value < 0 || value > 0 && value <= STRONGEST)
                .findFirst();
        return boxed(inUse.isPresent() ? OptionalDouble.of(dBm(inUse.getAsDouble())) : inUse);
    }

    private static double dBm(double value) {
        return value < 0 ? value : -113 + 2 * value;
    }

    private static Map<String, SensorState> states(Map<String, Object> values) {
        var states = new LinkedHashMap<String, SensorState>();
        values.forEach((key, value) -> {
            var number = GbValue.number(value);
            if (key.startsWith(STATES + ".") && number.isPresent()) {
                states.put(key.substring(STATES.length() + 1), SensorState.of(number.getAsDouble()));
            }
        });
        return states;
    }

    private static OptionalDouble number(Map<String, Object> values, String key) {
        return GbValue.number(values.getOrDefault(key, ""));
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
