package cn.shanshao.center.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prevention plan or a treatment work as it stood, and when.
 *
 * @param until {@code null} while it holds
 * @param by username
 * @param endedBy username of who ended it; {@code null} while it holds
 */
public record PaperVersion(
        long version,
        Instant since,
        @Nullable Instant until,
        String by,
        @Nullable String endedBy,
        Paper paper) {}
