package cn.shanshao.center.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A table that was taken in.
 *
 * @param table of which kind it was
 * @param name of the file
 * @param undoneBy {@code null} while it stands
 */
public record Lot(
        String id,
        String table,
        String name,
        String division,
        String takenBy,
        Instant takenAt,
        int made,
        int changed,
        @Nullable String undoneBy,
        @Nullable Instant undoneAt) {}
