package cn.shanshao.center.identity;

import cn.shanshao.center.ClockFaults;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Cover.Present;
import cn.shanshao.center.identity.DutyStore.Handover;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hand-overs (交接班): one gives, and goes on being responsible until the other has taken. From then on the other is on duty,
 * whatever the roster says, until the giver's shift would have ended.
 */
@Component
@Transactional
class Handovers {
    private static final Logger log = LoggerFactory.getLogger(Handovers.class);

    private final DutyStore store;
    private final List<OpenAtHandover> keepers;
    private final Divisions divisions;
    private final Audit audit;
    private final IdentitySettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final ClockFaults faults;
    private final Clock clock;

    Handovers(
            DutyStore store,
            List<OpenAtHandover> keepers,
            Divisions divisions,
            Audit audit,
            IdentitySettings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            ClockFaults faults,
            Clock clock) {
        this.store = store;
        this.keepers = List.copyOf(keepers);
        this.divisions = divisions;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.faults = faults;
        this.clock = clock;
    }

    /** Everything that is open in the division and below. */
    @Transactional(readOnly = true)
    public List<OpenMatter> open(String division) {
        var under = divisions.under(division);
        return keepers.stream().flatMap(keeper -> keeper.in(under).stream()).toList();
    }

    /**
     * What the user gave in the division and nobody has taken is taken back: nobody hands over to two.
     *
     * @throws Problem 422 when the user would take it from the user
     */
    Handover give(CurrentUser giver, String division, String taker, String notes) {
        if (taker.equals(giver.username())) {
            throw Problem.invalid("taker", taker, "somebody else than who hands over");
        }
        var now = clock.instant();
        store.waiting(now).stream()
                .filter(h -> h.division().equals(division) && h.giver().equals(giver.username()))
                .forEach(before -> end(before, giver, now));
        var handover = new Handover(
                UUID.randomUUID().toString(),
                division,
                now,
                giver.username(),
                taker,
                notes,
                open(division),
                null,
                null);
        store.add(handover);
        audit.record(Act.of(giver.username(), "duty.hand-over", handover.id())
                .in(division)
                .changing(null, handover));
        return handover;
    }

    /** Those that wait for the user to take them, or that the user gave and nobody has taken. */
    @Transactional(readOnly = true)
    public List<Handover> waiting(CurrentUser user) {
        return store.waiting(clock.instant()).stream()
                .filter(h -> h.taker().equals(user.username()) || h.giver().equals(user.username()))
                .toList();
    }

    /**
     * From now on the user is on duty.
     *
     * @throws Problem 404 beyond the wall; 403 for anybody but its taker; 409 when it does not wait any more
     */
    Handover take(CurrentUser user, String id) {
        var handover = waits(user, id);
        if (!handover.taker().equals(user.username())) {
            throw Problem.forbidden("hand-over %s is for %s to take".formatted(id, handover.taker()));
        }
        var now = clock.instant();
        var ends = endOf(handover, now);
        store.accept(id, now, ends);
        audit.record(Act.of(user.username(), "duty.take-over", id)
                .in(handover.division())
                .telling(Map.of("giver", handover.giver(), "ends", ends)));
        events.publishEvent(new HandoverOver(id));
        return store.lockHandover(id).orElseThrow();
    }

    /**
     * Its giver takes it back, or an administrator does.
     *
     * @throws Problem as {@link #take}
     */
    void withdraw(CurrentUser user, String id) {
        var handover = waits(user, id);
        if (!handover.giver().equals(user.username()) && user.role() != Role.ADMINISTRATOR) {
            throw Problem.forbidden("only its giver or an administrator takes hand-over %s back".formatted(id));
        }
        end(handover, user, clock.instant());
    }

    private void end(Handover handover, CurrentUser user, Instant now) {
        if (!store.withdraw(handover.id(), now)) {
            return;
        }
        audit.record(Act.of(user.username(), "duty.keep", handover.id())
                .in(handover.division())
                .telling(Map.of("taker", handover.taker())));
        events.publishEvent(new HandoverOver(handover.id()));
    }

    private Handover waits(CurrentUser user, String id) {
        var handover = store.lockHandover(id).orElseThrow(() -> Problem.notFound("hand-over", id));
        var isParty = handover.taker().equals(user.username());
        if (!isParty) {
            divisions.mustSee(user, handover.division(), "hand-over", id);
        }
        if (handover.acceptedAt() != null || handover.withdrawnAt() != null) {
            throw Problem.conflict("hand-over %s does not wait any more".formatted(id));
        }
        if (!clock.instant().isBefore(handover.at().plus(Takeover.LONGEST_WAIT))) {
            throw Problem.conflict("hand-over %s was given more than %d h ago: it holds no more"
                    .formatted(id, Takeover.LONGEST_WAIT.toHours()));
        }
        return handover;
    }

    /** When the giver's shift ends; of one who stands on no roster now, when another shift begins, and in any case in time. */
    private Instant endOf(Handover handover, Instant now) {
        var latest = now.plus(Takeover.LONGEST_WAIT);
        var cover = store.cover(handover.division(), now, latest);
        return cover.at(now).stream()
                .filter(p ->
                        p.username().equals(handover.giver()) && !p.shift().id().equals(handover.id()))
                .map(Present::shift)
                .map(Shift::ends)
                .max(Comparator.naturalOrder())
                .or(() -> cover.shifts().stream()
                        .map(Shift::begins)
                        .filter(begins -> begins.isAfter(now))
                        .min(Comparator.naturalOrder()))
                .orElse(latest);
    }

    /** Whoever does not react is rung; one for whom that fails holds up none of the others, and is tried again. */
    @Scheduled(
            initialDelayString = "${shanshao.identity.duty-check:1m}",
            fixedDelayString = "${shanshao.identity.duty-check:1m}")
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void look() {
        var now = clock.instant();
        for (var id : store.unheard(now.minus(settings.handoverPatience()), now)) {
            faults.guard(
                    "handover",
                    id,
                    () -> transaction.executeWithoutResult(
                            status -> store.ring(id, now).ifPresent(this::ring)));
        }
    }

    private void ring(Handover handover) {
        log.info("hand-over {} has not been taken: its taker is rung", OneLine.of(handover.id()));
        events.publishEvent(
                new HandoverUnheard(handover.id(), handover.division(), handover.giver(), handover.taker()));
    }
}
