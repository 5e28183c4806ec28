package cn.shanshao.center.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hazard point as it stood, and when.
 *
 * @param since {@code migration} as {@code by}: when this program began to keep versions; what was before is not known
 * @param until {@code null} while it holds
 * @param by username
 */
public record PointVersion(
        long version, Instant since, @Nullable Instant until, String by, HazardPoint point) {}
