package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Standing orders (常设指令) of points of the exercise: by them the job sounds sirens without asking anybody. Those of live
 * points are made by people: {@link OrderPapers}.
 */
@Component
@Transactional
class StandingOrders {
    private final Registry registry;
    private final PointStore points;
    private final PointVersions versions;
    private final DeviceStore devices;
    private final OrderPapers papers;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StandingOrders(
            Registry registry,
            PointStore points,
            PointVersions versions,
            DeviceStore devices,
            OrderPapers papers,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.registry = registry;
        this.points = points;
        this.versions = versions;
        this.devices = devices;
        this.papers = papers;
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
        order.sirens().stream().sorted().forEach(devices::lock);
        new OrderCheck(point, order, devices.byIds(order.sirens()), clock.instant()).demand();
        mustNotBeSigned(order.id());
        points.reserve("order/" + order.id());
        points.pointOfOrder(order.id()).filter(other -> !other.equals(pointId)).ifPresent(other -> {
            throw Problem.conflict("the standing order %s stands at another point".formatted(order.id()));
        });
        var orders = Stream.concat(others(point, order.id()), Stream.of(order)).toList();
        points.save(point.with(orders));
        versions.note(registry.getPoint(pointId), clock.instant(), who);
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
        mustNotBeSigned(orderId);
        var orders = others(point, orderId).toList();
        if (orders.size() == point.standingOrders().size()) {
            return false;
        }
        points.save(point.with(orders));
        versions.note(registry.getPoint(pointId), clock.instant(), who);
        audit.record(Act.of(who, "standing-order.withdraw", pointId)
                .in(point.division())
                .telling(Map.of("order", orderId)));
        events.publishEvent(new PointChanged(pointId));
        return true;
    }

    private void mustNotBeSigned(String id) {
        if (papers.isPaper(id)) {
            throw Problem.conflict("order %s was made by people: it is revoked by name".formatted(id));
        }
    }

    private static Stream<StandingOrder> others(HazardPoint point, String orderId) {
        return point.standingOrders().stream().filter(known -> !known.id().equals(orderId));
    }

    private HazardPoint exercise(String pointId) {
        var point = registry.getPoint(pointId);
        if (point.realm() != Realm.EXERCISE) {
            throw Problem.conflict(
                    "point %s is live: a standing order there is drafted, its limits are approved, and it is signed, all by"
                                    .formatted(pointId)
                            + " name (真实隐患点的常设指令须经起草、核准限值、签发)");
        }
        return point;
    }
}
