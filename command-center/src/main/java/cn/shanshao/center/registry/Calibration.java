package cn.shanshao.center.registry;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a certificate says of a channel. The logger applies it; the command centre keeps it, and tells when it runs out.
 *
 * @param factor by which the raw value is multiplied
 * @param zero added afterwards, in the unit of the quantity
 * @param validUntil the last day on which it holds
 */
record Calibration(
        String id,
        String deviceId,
        String quantity,
        LocalDate calibratedOn,
        double factor,
        double zero,
        String certificate,
        LocalDate validUntil,
        String enteredBy,
        Instant enteredAt) {
    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand(Device device, LocalDate today) {
        new Faults()
                .unless(
                        device.channel(quantity).isPresent(),
                        "quantity",
                        quantity,
                        "one of "
                                + device.channels().stream()
                                        .map(c -> c.quantity())
                                        .toList())
                .unless(!calibratedOn.isAfter(today), "calibratedOn", calibratedOn, "a day that is not to come")
                .unless(
                        validUntil.isAfter(calibratedOn),
                        "validUntil",
                        validUntil,
                        "a day after %s".formatted(calibratedOn))
                .unless(Double.isFinite(factor) && factor != 0, "factor", factor, "a finite number other than 0")
                .unless(Double.isFinite(zero), "zero", zero, "a finite number")
                .tell();
    }
}
