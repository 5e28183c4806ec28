package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Observed;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.config.Assigned;
import cn.shanshao.streaming.flow.Outgoing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest value of each channel for screens, at most once in a second for each device. Not kept over a restart. */
final class Screens {
    private static final long PAUSE = 1_000;

    private static final class Pending {
        private final Map<String, Observed.Value> values = new TreeMap<>();
        private long received;
        private long shown;
    }

    private final Map<String, Pending> devices = new HashMap<>();

    /**
     * @param units that the device said, by quantity; for the others the registered ones hold
     * @return when {@link #flush} is due, Unix ms
     */
    long show(Assigned device, List<Placed> readings, Map<String, String> units, long now) {
        var pending = devices.computeIfAbsent(device.id(), id -> new Pending());
        for (var reading : readings) {
            var at = Instant.ofEpochMilli(reading.at());
            var unit = units.getOrDefault(reading.quantity(), device.unit(reading.quantity()));
            var value = new Observed.Value(
                    reading.quantity(),
                    reading.value(),
                    unit,
                    at,
                    reading.flag(),
                    device.isMasked(reading.quantity(), reading.at()));
            pending.values.merge(
                    reading.quantity(), value, (old, next) -> next.at().isBefore(old.at()) ? old : next);
            pending.received = Math.max(pending.received, reading.received());
        }
        return Math.max(now, pending.shown + PAUSE);
    }

    /** When {@link #flush} is due; {@link Long#MAX_VALUE} when there is nothing to show. */
    long due(String device) {
        var pending = devices.get(device);
        return pending == null || pending.values.isEmpty() ? Long.MAX_VALUE : pending.shown + PAUSE;
    }

    void flush(Assigned device, long now, Outlet out) {
        var pending = devices.get(device.id());
        if (pending == null || pending.values.isEmpty() || now < pending.shown + PAUSE) {
            return;
        }
        var observed = new Observed(
                device.id(),
                device.device().pointId(),
                device.realm(),
                Instant.ofEpochMilli(pending.received),
                List.copyOf(pending.values.values()));
        pending.values.clear();
        pending.shown = now;
        out.live(Outgoing.passing(Topics.observed(device.division(), device.id()), observed));
    }
}
