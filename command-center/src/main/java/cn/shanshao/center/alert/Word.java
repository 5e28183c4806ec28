package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One alert in the history of an episode.
 *
 * @param sure it did not stand on a single doubtful reading of one instrument
 * @param devices how many instruments its evidence was of
 * @param corroborated they bore each other out
 */
public record Word(
        long seq,
        AlertState state,
        @Nullable Level level,
        Instant at,
        Instant detectedAt,
        @Nullable Double value,
        boolean sure,
        int devices,
        boolean corroborated) {}
