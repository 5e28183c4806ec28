package cn.shanshao.ingest.wire.gb;

import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.Pack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one message held.
 *
 * @param pack the readings, and what could not be taken; the index is that of the sensor in the message
 * @param answer to a command; {@code null} in a message that is none
 * @param notes what was kept under another name, or was no reading, and how often
 */
public record GbMessage(
        Pack pack, List<GbStatus> statuses, @Nullable CommandAck answer, Map<String, Integer> notes) {
    public GbMessage {
        statuses = List.copyOf(statuses);
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    static GbMessage refused(String reason, String detail) {
        return new GbMessage(
                new Pack(List.of(), List.of(new Pack.Bad(null, reason, detail))), List.of(), null, Map.of());
    }
}
