package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Realm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device as a caller describes it; only the id is necessary.
 *
 * @param version that the caller has seen; only a change needs it
 * @param confirm the caller has seen what falls when the device counts no more
 */
record DeviceForm(
        @NotNull @Size(min = 1, max = 64) String id,
        @Nullable Long version,
        @Nullable String pointId,
        @Nullable String division,
        @Size(max = 100) @Nullable String name,
        @Size(max = 40) @Nullable String model,
        @Nullable String gateway,
        @Nullable DeviceState state,
        @Nullable Instant until,
        @Nullable Realm realm,
        @Nullable Double clockOffset,
        @Nullable Clock clock,
        @Nullable Double interval,
        @Size(max = 64) @Nullable String power,
        @Size(max = 200) @Nullable List<@NotNull Channel> channels,
        @Nullable Protocol protocol,
        @Size(max = 200) @Nullable String downlink,
        @Nullable Boolean confirm) {
    private static final double MINUTE = 60;

    /** In service; at its point's place and realm, else the caller's division and {@code realm}. */
    Device device(@Nullable HazardPoint point, String callersDivision, Realm usual) {
        return new Device(
                id,
                Objects.requireNonNullElse(version, 0L),
                pointId,
                division != null ? division : point != null ? point.division() : callersDivision,
                Objects.requireNonNullElse(name, id),
                Objects.requireNonNullElse(model, "other"),
                gateway,
                Objects.requireNonNullElse(state, DeviceState.SERVICE),
                until,
                realm != null ? realm : point != null ? point.realm() : usual,
                Objects.requireNonNullElse(clockOffset, 0.0),
                Objects.requireNonNullElse(clock, Clock.REAL),
                Objects.requireNonNullElse(interval, MINUTE),
                power,
                Objects.requireNonNullElse(channels, List.<Channel>of()),
                Objects.requireNonNullElse(protocol, Protocol.SHANSHAO),
                downlink);
    }
}
