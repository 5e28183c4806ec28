package cn.shanshao.center.audit;

import org.jspecify.annotations.Nullable;

/**
 * What going along the chain found.
 *
 * @param intact every entry holds and hangs on the one before
 * @param entries that were looked at
 * @param firstBroken number of the first entry that does not hold; {@code null} when intact
 */
public record Verdict(
        boolean intact, long entries, @Nullable Long firstBroken) {}
