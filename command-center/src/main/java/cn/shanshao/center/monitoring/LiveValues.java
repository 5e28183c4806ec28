package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.history.Sample;
import cn.shanshao.ingest.wire.Observed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The latest value of every channel, in memory; as many as there are registered channels. */
@Component
class LiveValues {
    private final Map<String, Map<String, LiveValue>> byDevice = new ConcurrentHashMap<>();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    void put(Observed observed) {
        for (var v : observed.values()) {
            put(observed.deviceId(), v.quantity(), new LiveValue(v.value(), v.flag(), v.at(), observed.received()));
        }
    }

    void put(Sample sample) {
        var value = new LiveValue(sample.value(), sample.flag(), sample.at(), sample.received());
        put(sample.device(), sample.quantity(), value);
    }

    Map<String, LiveValue> of(String device) {
        return Map.copyOf(byDevice.getOrDefault(device, Map.of()));
    }

    /** When anything of the device last arrived. */
    Optional<Instant> lastSeen(String device) {
        return Optional.ofNullable(seen.get(device));
    }

    private void put(String device, String quantity, LiveValue value) {
        seen.merge(device, value.received(), (old, fresh) -> fresh.isBefore(old) ? old : fresh);
        byDevice.computeIfAbsent(device, d -> new ConcurrentHashMap<>())
                .merge(quantity, value, (old, fresh) -> fresh.received().isBefore(old.received()) ? old : fresh);
    }
}
