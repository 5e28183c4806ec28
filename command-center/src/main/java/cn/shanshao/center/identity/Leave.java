package cn.shanshao.center.identity;

import java.time.Instant;

/**
 * A time for which somebody is away (请假).
 *
 * @param begins inclusive
 * @param ends exclusive
 */
record Leave(String id, String username, Instant begins, Instant ends) {
    boolean covers(Instant at) {
        return !at.isBefore(begins) && at.isBefore(ends);
    }
}
