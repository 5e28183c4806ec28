package cn.shanshao.center.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time for which somebody is to be on duty (值班).
 *
 * @param begins inclusive
 * @param ends exclusive
 * @param officer username; {@code null}: still to be found
 * @param deputy who is on duty while the officer is on leave
 */
record Shift(
        String id,
        long version,
        String division,
        Instant begins,
        Instant ends,
        @Nullable String officer,
        @Nullable String deputy) {
    boolean covers(Instant at) {
        return !at.isBefore(begins) && at.isBefore(ends);
    }
}
