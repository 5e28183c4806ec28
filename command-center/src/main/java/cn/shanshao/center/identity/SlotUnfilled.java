package cn.shanshao.center.identity;

import java.time.Instant;

/**
 * For a time of the next 24 h nobody is on duty in the division. Told once for each such time.
 *
 * @param from inclusive; now, when nobody is on duty already
 * @param to exclusive
 */
public record SlotUnfilled(String division, Instant from, Instant to) {}
