package cn.shanshao.ingest.wire;

import java.time.Instant;

/**
 * One measurement of one device.
 *
 * @param quantity of the catalogue {@link Quantity}, with depth where it has one, e.g. {@code soil.moisture/0.5}
 * @param value in the unit of the quantity; finite
 * @param at the time as the device wrote it, to the millisecond; part of the identity of the reading
 * @param approximate the device gave no absolute time: {@code at} was resolved against the time of arrival, a retry
 *     looks new, and so the reading stays out of sums
 */
public record Reading(String device, String quantity, double value, Instant at, boolean approximate) {
    public Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s of %s at %s must be a finite number, was %s".formatted(quantity, device, at, value));
        }
    }
}
