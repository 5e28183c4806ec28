package cn.shanshao.center.registry;

import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;

/** What every standing order must keep, whoever gives it. */
record OrderCheck(HazardPoint point, StandingOrder order, Collection<Device> devices, Instant now) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand() {
        var faults = new Faults()
                .unless(Topics.isId(order.id()), "id", order.id(), "[A-Za-z0-9_-]{1,64}")
                .unless(
                        order.kinds().stream().noneMatch(kind -> kind.isEquipment()),
                        "kinds",
                        order.kinds(),
                        "kinds of alerts that have a level")
                .unless(
                        order.until().isAfter(now) && order.until().isBefore(now.plus(LONGEST)),
                        "until",
                        order.until(),
                        "later than now, and within a year");
        for (var siren : order.sirens()) {
            var device = devices.stream().filter(one -> one.id().equals(siren)).findFirst();
            faults.unless(
                            device.filter(one -> one.state() != DeviceState.RETIRED)
                                    .filter(one -> Objects.equals(point.id(), one.pointId()))
                                    .isPresent(),
                            "sirens",
                            siren,
                            "a device of this point that is not retired")
                    .unless(
                            device.filter(one -> !one.isSiren()).isEmpty(),
                            "sirens",
                            siren,
                            "a siren (警报器), i.e. a device of the model siren")
                    .unless(
                            // the job, which commands them, speaks our own protocol alone
                            device.filter(one -> one.protocol() != Protocol.SHANSHAO)
                                    .isEmpty(),
                            "sirens",
                            siren,
                            "a device of the protocol shanshao");
        }
        faults.tell();
    }
}
