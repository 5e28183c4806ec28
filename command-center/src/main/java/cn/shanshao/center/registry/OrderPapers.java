package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.registry.OrderPaper.SiteLimit;
import cn.shanshao.center.registry.OrderPaper.Step;
import cn.shanshao.ingest.wire.AlertKind;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig.StandingOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Standing orders by people: one drafts, one answers for the limits, and another signs. Only what is signed reaches the
 * job; what is revoked leaves it at once, and what has expired the job passes by.
 */
@Component
@Transactional
class OrderPapers {
    private static final String THREE = "起草、核准与签发须为不同人";

    private final OrderPaperStore papers;
    private final PointStore points;
    private final PointVersions versions;
    private final DeviceStore devices;
    private final RuleSource rules;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrderPapers(
            OrderPaperStore papers,
            PointStore points,
            PointVersions versions,
            DeviceStore devices,
            RuleSource rules,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.papers = papers;
        this.points = points;
        this.versions = versions;
        this.devices = devices;
        this.rules = rules;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What is asked for. */
    record Wish(Level level, Set<AlertKind> kinds, Instant until, List<String> sirens, String grounds) {}

    @Transactional(readOnly = true)
    List<OrderPaper> list(Collection<String> divisions) {
        return papers.byDivisions(divisions);
    }

    /** By what people call them, those of the orders' devices that still are registered. */
    @Transactional(readOnly = true)
    Map<String, String> namesOf(Collection<String> deviceIds) {
        return devices.byIds(deviceIds).stream().collect(Collectors.toMap(Device::id, Device::name));
    }

    /** One in force that was given to a point of the exercise, without anybody's signature. */
    record Given(HazardPoint point, StandingOrder order, List<SiteLimit> limits) {}

    @Transactional(readOnly = true)
    List<Given> given(Collection<String> divisions) {
        return points.byIds(points.orderedWithoutPaper(divisions)).stream()
                .flatMap(point -> point.standingOrders().stream()
                        .filter(order -> order.until().isAfter(clock.instant()) && !isPaper(order.id()))
                        .map(order -> new Given(point, order, limits(point, order.level()))))
                .toList();
    }

    @Transactional(readOnly = true)
    OrderPaper get(String id) {
        return papers.find(id).orElseThrow(() -> Problem.notFound("standing order", id));
    }

    /** Those that hold at the point now. */
    @Transactional(readOnly = true)
    List<SiteLimit> limits(HazardPoint point, Level level) {
        return new SiteLimits(point, devices.byPoints(List.of(point.id())), rules.all()).at(level);
    }

    /** @throws Problem 422 when it is not valid */
    OrderPaper draft(HazardPoint point, Wish wish, CurrentUser user) {
        points.lock(point.id());
        return save("standing-order.draft", point, checked(point, newId(), 0, wish, step(user)), user);
    }

    /**
     * Drafts it anew; an approval that it had is void.
     *
     * @throws Problem 409 when it has another version by now, or is signed; 422 when it is not valid
     */
    OrderPaper redraft(HazardPoint point, String id, long version, Wish wish, CurrentUser user) {
        points.lock(point.id());
        var before = newest(id, version);
        if (before.signed() != null || before.revoked() != null) {
            throw Problem.conflict("order %s is %s: what was signed is never changed, revoke it and draft another"
                    .formatted(id, before.state(clock.instant())));
        }
        return save("standing-order.draft", point, checked(point, id, before.version(), wish, step(user)), user);
    }

    private OrderPaper checked(HazardPoint point, String id, long version, Wish wish, Step by) {
        var order = new StandingOrder(id, wish.level(), wish.kinds(), wish.until(), wish.sirens());
        check(point, order);
        if (wish.grounds().isBlank()) {
            throw Problem.invalid("grounds", wish.grounds(), "why it may act without anybody being asked");
        }
        return new OrderPaper(
                id,
                version,
                point.id(),
                wish.level(),
                wish.kinds(),
                wish.until(),
                wish.sirens(),
                wish.grounds().strip(),
                limits(point, wish.level()),
                by,
                null,
                null,
                null,
                null);
    }

    /** Nobody moves its sirens away until the transaction ends. */
    private void check(HazardPoint point, StandingOrder order) {
        order.sirens().stream().sorted().forEach(devices::lock);
        new OrderCheck(point, order, devices.byIds(order.sirens()), clock.instant()).demand();
    }

    /**
     * Answers for its limits, which must stand as the caller has seen them.
     *
     * @throws Problem 409 when it has another version by now, when it is signed, when the limits have changed, or when the
     *     caller has drafted it
     */
    OrderPaper approve(HazardPoint point, String id, long version, CurrentUser user) {
        points.lock(point.id());
        var paper = newest(id, version);
        if (paper.signed() != null || paper.revoked() != null) {
            throw Problem.conflict("order %s is %s".formatted(id, paper.state(clock.instant())));
        }
        if (paper.drafted().by().equals(user.username())) {
            throw Problem.conflict("who has drafted order %s does not approve its limits (%s)".formatted(id, THREE));
        }
        limitsMustStand(point, paper);
        return save("standing-order.approve", point, paper.approved(step(user)), user);
    }

    /**
     * Puts it in force.
     *
     * @throws Problem 409 when it has another version by now, nobody has approved its limits or they have changed since,
     *     or when two of its three hands are one person's; 422 when it is no longer valid
     */
    OrderPaper sign(HazardPoint point, String id, long version, CurrentUser user) {
        points.lock(point.id());
        var paper = newest(id, version);
        if (paper.signed() != null || paper.revoked() != null) {
            throw Problem.conflict("order %s is %s".formatted(id, paper.state(clock.instant())));
        }
        var approved = paper.approved();
        if (approved == null) {
            throw Problem.conflict("nobody has approved the limits of order %s by name (限值尚未由专家署名核准)".formatted(id));
        }
        if (Stream.of(paper.drafted(), approved).anyMatch(step -> step.by().equals(user.username()))) {
            throw Problem.conflict("who has drafted or approved order %s does not sign it (%s)".formatted(id, THREE));
        }
        // one that was approved before this was asked for
        if (paper.drafted().by().equals(approved.by())) {
            throw Problem.conflict("one person has drafted order %s and approved its limits: draft it again (%s)"
                    .formatted(id, THREE));
        }
        limitsMustStand(point, paper);
        check(point, paper.order());
        points.reserve("order/" + id);
        var signed = save("standing-order.sign", point, paper.signed(step(user)), user);
        give(point.id(), Stream.concat(others(point(point.id()), id), Stream.of(paper.order())), user);
        return signed;
    }

    /**
     * Ends it, signed or not.
     *
     * @throws Problem 409 when it has another version by now, or was revoked before
     */
    OrderPaper revoke(HazardPoint point, String id, long version, String why, CurrentUser user) {
        points.lock(point.id());
        var paper = newest(id, version);
        if (paper.revoked() != null) {
            throw Problem.conflict("order %s was revoked before".formatted(id));
        }
        var revoked = save("standing-order.revoke", point, paper.revoked(step(user), why.strip()), user);
        if (paper.signed() != null) {
            give(point.id(), others(point(point.id()), id), user);
        }
        return revoked;
    }

    private void give(String point, Stream<StandingOrder> orders, CurrentUser user) {
        points.save(point(point).with(orders.toList()));
        versions.note(point(point), clock.instant(), user.username());
        events.publishEvent(new PointChanged(point));
    }

    /** Whether people have made that order: nothing else may replace it. */
    @Transactional(readOnly = true)
    boolean isPaper(String id) {
        return papers.find(id).isPresent();
    }

    private HazardPoint point(String id) {
        return points.byIds(List.of(id)).stream().findFirst().orElseThrow(() -> Problem.notFound("point", id));
    }

    private static Stream<StandingOrder> others(HazardPoint point, String id) {
        return point.standingOrders().stream().filter(known -> !known.id().equals(id));
    }

    private void limitsMustStand(HazardPoint point, OrderPaper paper) {
        if (!paper.limits().equals(limits(point, paper.level()))) {
            throw Problem.conflict(
                    "the limits of point %s have changed since order %s was drafted: draft it again (限值已变更，请重新起草)"
                            .formatted(point.id(), paper.id()));
        }
    }

    private OrderPaper newest(String id, long version) {
        var paper = papers.lock(id).orElseThrow(() -> Problem.notFound("standing order", id));
        if (paper.version() != version) {
            throw Problem.conflict("standing order %s is in version %d by now, you saw version %d"
                    .formatted(id, paper.version(), version));
        }
        return paper;
    }

    private OrderPaper save(String action, HazardPoint point, OrderPaper paper, CurrentUser user) {
        papers.save(paper);
        var kept = get(paper.id());
        audit.record(Act.of(user.username(), action, point.id())
                .in(point.division())
                .telling(Map.of("order", paper.id(), "version", kept.version(), "text", Json.text(kept.unnamed()))));
        return kept;
    }

    private Step step(CurrentUser user) {
        return new Step(user.username(), user.displayName(), clock.instant());
    }

    private static String newId() {
        var random = new byte[6];
        ThreadLocalRandom.current().nextBytes(random);
        return "so-" + HexFormat.of().formatHex(random);
    }

    /** What somebody should see to, of an order that is in force. */
    @Transactional(readOnly = true)
    List<OrderDoubt> doubts(HazardPoint point, OrderPaper paper) {
        return new OrderDoubts(paper, devices.byIds(paper.sirens()), limits(point, paper.level()), clock.instant())
                .list();
    }
}
