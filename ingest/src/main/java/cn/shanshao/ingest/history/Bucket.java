package cn.shanshao.ingest.history;

import java.time.Instant;

/**
 * What happened in one stretch of a curve.
 *
 * @param at its start
 * @param count readings in it, those with flag 4 left out; at least 1
 */
public record Bucket(Instant at, double min, double mean, double max, long count) {}
