package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of one device.
 *
 * @param quantity of the catalogue {@link Quantity}, with depth where it has one, e.g. {@code soil.moisture/0.5}
 * @param value in the unit of the quantity, or in {@code unit} where there is one; finite
 * @param unit as the device wrote it, of an {@code x.<name>}, whose unit the registry alone knows; {@code null} when it
 *     wrote none, and for every quantity of the catalogue
 * @param at the time as the device wrote it, to the millisecond; part of the identity of the reading
 * @param approximate the device gave no absolute time: {@code at} was resolved against the time of arrival, a retry
 *     looks new, and so the reading stays out of sums
 */
public record Reading(
        String device,
        String quantity,
        double value,
        @Nullable String unit,
        Instant at,
        boolean approximate) {
    public Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s of %s at %s must be a finite number, was %s".formatted(quantity, device, at, value));
        }
    }

    /** A reading in the unit of its quantity. */
    public Reading(String device, String quantity, double value, Instant at, boolean approximate) {
        this(device, quantity, value, null, at, approximate);
    }

    /**
     * The same in another unit, which is the registered one; a reading that says no unit is in that already. Empty when
     * the units are not of the same kind.
     */
    public Optional<Reading> in(String other) {
        if (unit == null || unit.equals(other)) {
            return Optional.of(this);
        }
        var converted = Units.convert(value, unit, other);
        return converted.isPresent() && Double.isFinite(converted.getAsDouble())
                ? Optional.of(new Reading(device, quantity, converted.getAsDouble(), other, at, approximate))
                : Optional.empty();
    }
}
