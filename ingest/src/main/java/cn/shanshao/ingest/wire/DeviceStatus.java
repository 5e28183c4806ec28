package cn.shanshao.ingest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself; its last will says {@code {"online":false}}.
 *
 * @param t to the millisecond; {@code null} in a last will, and when the device has no clock or one that was never set
 *     (before July 1978, where SenML's absolute times begin)
 * @param battery V
 * @param signal dBm
 * @param fw at most 200 characters are kept
 */
public record DeviceStatus(
        @JsonProperty(required = true) boolean online,
        @Nullable Instant t,
        @Nullable Double battery,
        @Nullable Double signal,
        @Nullable String fw) {

    public DeviceStatus {
        check("battery", battery);
        check("signal", signal);
        if (t != null && t.isAfter(SenMlResolver.LAST)) {
            throw new IllegalArgumentException("t: expected a time before the year 10000, was " + t);
        }
        t = t == null || t.isBefore(SenMlResolver.FIRST) ? null : t.truncatedTo(ChronoUnit.MILLIS);
        fw = fw == null ? null : Shown.clip(fw, 200);
    }

    private static void check(String field, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("%s: expected a finite number, was %s".formatted(field, value));
        }
    }

    public byte[] encode() {
        return Json.write(this);
    }

    /**
     * @throws WireException whatever the bytes are, when they are not a status
     */
    public static DeviceStatus decode(byte[] json) {
        return Json.readUplink(json, DeviceStatus.class);
    }
}
