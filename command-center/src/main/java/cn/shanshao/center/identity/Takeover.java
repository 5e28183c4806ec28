package cn.shanshao.center.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * A hand-over as far as it says who is on duty: once it is taken its taker in the place of its giver; until then its giver,
 * also when the giver's shift is over.
 *
 * @param begins when it was taken; while it is not, when it was given
 * @param ends exclusive
 */
record Takeover(String id, String division, String giver, String taker, Instant begins, Instant ends, boolean isTaken) {
    /** A hand-over that nobody has taken for so long binds its giver no longer. */
    static final Duration LONGEST_WAIT = Duration.ofHours(12);

    boolean covers(Instant at) {
        return !at.isBefore(begins) && at.isBefore(ends);
    }

    /** Who is on duty because of it. */
    String responsible() {
        return isTaken ? taker : giver;
    }

    /** As a shift beside those of the roster. */
    Shift shift() {
        return new Shift(id, 1, division, begins, ends, responsible(), null);
    }
}
