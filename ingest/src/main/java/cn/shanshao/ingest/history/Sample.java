package cn.shanshao.ingest.history;

import java.time.Instant;

/**
 * The newest stored reading of one channel.
 *
 * @param value in the unit of the quantity
 * @param flag QARTOD
 * @param at placed time
 * @param written the time as the device wrote it
 */
public record Sample(
        String device, String quantity, double value, int flag, Instant at, Instant written, Instant received) {}
