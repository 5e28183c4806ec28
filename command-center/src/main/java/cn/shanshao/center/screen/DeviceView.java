package cn.shanshao.center.screen;

import cn.shanshao.center.monitoring.RejectedInput;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device with its latest values.
 *
 * @param online {@code null} when it was never heard
 * @param until end of a maintenance, or {@code null}
 * @param battery V
 * @param interval seconds
 */
record DeviceView(
        String id,
        String name,
        String model,
        @Nullable String pointId,
        DeviceState state,
        @Nullable Instant until,
        Realm realm,
        @Nullable Boolean online,
        @Nullable Instant lastSeen,
        @Nullable Double battery,
        double interval,
        @Nullable String gateway,
        List<ChannelView> channels,
        RejectedInput rejected) {

    /**
     * One quantity of it.
     *
     * @param at placed time of the value
     * @param flag QARTOD
     */
    record ChannelView(
            String quantity,
            String unit,
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable Integer flag,
            List<Limit> limits) {}
}
