package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Standing orders (常设指令) of points of the exercise: by them the job sounds sirens without asking anybody. Those of live
 * points need people who sign them, which this part does not have.
 */
@Component
@Transactional
class StandingOrders {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Registry registry;
    private final PointStore points;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StandingOrders(Registry registry, PointStore points, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.registry = registry;
        this.points = points;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Gives a point an order, in place of the one with the same id.
     *
     * @throws Problem 409 for a live point, or when the id stands at another point; 422 when it is not valid
     */
    StandingOrder give(String pointId, StandingOrder order, String who) {
        points.lock(pointId);
        var point = exercise(pointId);
        check(point, order);
        points.reserve("order/" + order.id());
        points.pointOfOrder(order.id()).filter(other -> !other.equals(pointId)).ifPresent(other -> {
            throw Problem.conflict("the standing order %s stands at another point".formatted(order.id()));
        });
        var orders = Stream.concat(others(point, order.id()), Stream.of(order)).toList();
        points.save(point.with(orders));
        audit.record(Act.of(who, "standing-order.give", pointId)
                .in(point.division())
                .telling(Map.of("order", order.id(), "text", Json.text(order))));
        events.publishEvent(new PointChanged(pointId));
        return order;
    }

    /** Takes it away; whether it was there. */
    boolean withdraw(String pointId, String orderId, String who) {
        points.lock(pointId);
        var point = exercise(pointId);
        var orders = others(point, orderId).toList();
        if (orders.size() == point.standingOrders().size()) {
            return false;
        }
        points.save(point.with(orders));
        audit.record(Act.of(who, "standing-order.withdraw", pointId)
                .in(point.division())
                .telling(Map.of("order", orderId)));
        events.publishEvent(new PointChanged(pointId));
        return true;
    }

    private static Stream<StandingOrder> others(HazardPoint point, String orderId) {
        return point.standingOrders().stream().filter(known -> !known.id().equals(orderId));
    }

    private HazardPoint exercise(String pointId) {
        var point = registry.getPoint(pointId);
        if (point.realm() != Realm.EXERCISE) {
            throw Problem.conflict(
                    "point %s is live: a standing order there must be signed, which cannot be done yet; only a point of"
                                    .formatted(pointId)
                            + " the exercise can have one (真实隐患点的常设指令须经签批，暂不支持；仅演练点可设)");
        }
        return point;
    }

    private void check(HazardPoint point, StandingOrder order) {
        var now = clock.instant();
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
            faults.unless(
                    registry.findDevice(siren)
                            .filter(device -> point.id().equals(device.pointId()))
                            .isPresent(),
                    "sirens",
                    siren,
                    "a device of this point");
        }
        faults.tell();
    }
}
