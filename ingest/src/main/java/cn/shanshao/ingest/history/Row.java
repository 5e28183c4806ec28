package cn.shanshao.ingest.history;

import java.time.Instant;

/**
 * One stored reading. Its identity is (device, quantity, written) at its placed time: a repeat overwrites, unless it is
 * placed anew because the clock offset of its device has changed.
 *
 * @param value in the unit of the quantity; finite
 * @param flag QARTOD: 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing
 * @param at placed time, to the millisecond; what curves use
 * @param written the time as the device wrote it, to the millisecond
 * @param received when it arrived at the broker
 * @param approximate the device gave no absolute time
 */
public record Row(
        String device,
        String quantity,
        double value,
        int flag,
        Instant at,
        Instant written,
        Instant received,
        boolean approximate) {}
