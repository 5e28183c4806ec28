package cn.shanshao.center.monitoring;

import java.time.Instant;

/**
 * The latest value of one channel.
 *
 * @param at placed time
 * @param flag QARTOD: 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing
 * @param received when it arrived at the broker
 */
public record LiveValue(double value, int flag, Instant at, Instant received) {}
