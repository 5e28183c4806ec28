package cn.shanshao.ingest.wire;

import java.time.Instant;

/**
 * One observation that an alert stands on.
 *
 * @param value in the unit of the quantity
 * @param at the placed time of the reading
 * @param why one short clause, e.g. {@code "52.1 ≥ 48 mm, 3 samples"}
 */
public record Evidence(String deviceId, String quantity, double value, Instant at, String why) {}
