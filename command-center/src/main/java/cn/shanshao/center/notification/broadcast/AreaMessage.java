package cn.shanshao.center.notification.broadcast;

import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What everybody in an area is told.
 *
 * @param id the same however often it is handed over
 * @param realm of the live realm alone: there is no area in which an exercise would not be heard by real people
 * @param purpose {@code issue}, {@code upgrade}, {@code downgrade}, {@code lift} or {@code correct}
 * @param level {@code null} of an all-clear
 * @param area where, GeoJSON
 * @param texts by language
 */
public record AreaMessage(
        String id,
        Realm realm,
        String warningId,
        int number,
        String purpose,
        @Nullable Level level,
        String division,
        DangerZone area,
        Map<String, String> texts,
        Instant sentAt,
        Instant expiresAt) {
    public AreaMessage {
        texts = Map.copyOf(texts);
    }
}
