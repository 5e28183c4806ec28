package cn.shanshao.center.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prevention plan or a treatment work as it stood, and when.
 *
 * @param until {@code null} while it holds
 * @param by username
 */
public record PaperVersion(
        long version, Instant since, @Nullable Instant until, String by, Paper paper) {}
