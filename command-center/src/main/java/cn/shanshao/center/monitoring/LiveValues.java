package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.wire.Observed;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The latest value of every channel, in memory; as many as there are registered channels. Latest by its own time, as in
 * the store: what a device sends behind itself after an outage does not take the place of what is there. A recorded past
 * may be played again and again, so of a device that replays the one that arrived last is the latest.
 */
@Component
class LiveValues {
    private static final Comparator<LiveValue> BY_ARRIVAL = Comparator.comparing(LiveValue::received);
    private static final Comparator<LiveValue> BY_TIME =
            Comparator.comparing(LiveValue::at).thenComparing(BY_ARRIVAL);

    private final Map<String, Map<String, LiveValue>> byDevice = new ConcurrentHashMap<>();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    void put(Observed observed, boolean isReplay) {
        for (var v : observed.values()) {
            var value = new LiveValue(v.value(), v.flag(), v.at(), observed.received());
            put(observed.deviceId(), v.quantity(), value, isReplay);
        }
    }

    void put(Sample sample, boolean isReplay) {
        var value = new LiveValue(sample.value(), sample.flag(), sample.at(), sample.received());
        put(sample.device(), sample.quantity(), value, isReplay);
    }

    Map<String, LiveValue> of(String device) {
        return Map.copyOf(byDevice.getOrDefault(device, Map.of()));
    }

    /** When anything of the device last arrived. */
    Optional<Instant> lastSeen(String device) {
        return Optional.ofNullable(seen.get(device));
    }

    private void put(String device, String quantity, LiveValue value, boolean isReplay) {
        var order = isReplay ? BY_ARRIVAL : BY_TIME;
        seen.merge(device, value.received(), (old, fresh) -> fresh.isBefore(old) ? old : fresh);
        byDevice.computeIfAbsent(device, d -> new ConcurrentHashMap<>())
                .merge(quantity, value, (old, fresh) -> order.compare(fresh, old) < 0 ? old : fresh);
    }
}
