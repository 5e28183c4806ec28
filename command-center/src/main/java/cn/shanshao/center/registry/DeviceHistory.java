package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what becomes of a device whenever it is saved, so that its page can tell. */
@Component
class DeviceHistory {
    private final DeviceRecordStore records;

    DeviceHistory(DeviceRecordStore records) {
        this.records = records;
    }

    void saved(@Nullable Device before, Device after, String who) {
        if (before == null) {
            records.note(after.id(), who, "made", Map.of("state", state(after), "point", text(after.pointId())));
            return;
        }
        if (before.state() != after.state() || !Objects.equals(before.until(), after.until())) {
            records.note(
                    after.id(),
                    who,
                    "state",
                    Map.of("from", state(before), "to", state(after), "until", text(after.until())));
        }
        if (!Objects.equals(before.pointId(), after.pointId())) {
            records.note(after.id(), who, "move", Map.of("from", text(before.pointId()), "to", text(after.pointId())));
        }
        if (!Objects.equals(before.gateway(), after.gateway())) {
            records.note(
                    after.id(), who, "gateway", Map.of("from", text(before.gateway()), "to", text(after.gateway())));
        }
        for (var channel : after.channels()) {
            var known = before.channel(channel.quantity()).map(Channel::datum).orElse(List.of());
            for (var datum : channel.datum()) {
                if (!known.contains(datum)) {
                    records.note(
                            after.id(),
                            who,
                            "swap",
                            Map.of(
                                    "quantity",
                                    channel.quantity(),
                                    "from",
                                    datum.from().toString(),
                                    "offset",
                                    Double.toString(datum.offset())));
                }
            }
        }
    }

    private static String state(Device device) {
        return device.state().name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
