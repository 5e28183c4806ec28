package cn.shanshao.ingest.history;

import java.time.Instant;

/**
 * One stored reading of a channel.
 *
 * @param at placed time
 * @param value as the device said it, in the unit of the quantity
 * @param flag QARTOD
 */
public record Stored(Instant at, double value, int flag) {}
