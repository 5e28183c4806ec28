package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.Problem;
import cn.shanshao.center.RetentionSettings;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Households and cards. Nothing that was true once is overwritten; personal data go only when they are erased. */
@Component
@Transactional
public class Residents {
    private final HouseholdStore households;
    private final PointCardStore cards;
    private final Registry registry;
    private final Audit audit;
    private final RetentionSettings retention;
    private final Clock clock;

    Residents(
            HouseholdStore households,
            PointCardStore cards,
            Registry registry,
            Audit audit,
            RetentionSettings retention,
            Clock clock) {
        this.households = households;
        this.cards = cards;
        this.registry = registry;
        this.audit = audit;
        this.retention = retention;
        this.clock = clock;
    }

    /** Those on a point's roster as it stood then, also those who are not there on that day. */
    @Transactional(readOnly = true)
    public List<Household> householdsOf(String pointId, Instant at) {
        return households.at(pointId, at);
    }

    @Transactional(readOnly = true)
    public List<Household> householdsOf(Collection<String> pointIds) {
        return households.now(pointIds);
    }

    /** Whether each of these households was on the roster then as it is now: nobody was changed, taken off or erased since. */
    @Transactional(readOnly = true)
    public boolean areAsTheyWere(Collection<String> ids, Instant then) {
        return households.unchanged(ids, then) == ids.size();
    }

    /** Whether anybody ever stood on the roster of the point, also one who was taken off or erased. */
    @Transactional(readOnly = true)
    public boolean hadHouseholds(String pointId) {
        return households.everAt(pointId);
    }

    @Transactional(readOnly = true)
    public Optional<Household> findHousehold(String id) {
        return households.find(id);
    }

    /**
     * The household with that id.
     *
     * @throws Problem 404 when there is none
     */
    @Transactional(readOnly = true)
    public Household getHousehold(String id) {
        return findHousehold(id).orElseThrow(() -> Problem.notFound("household", id));
    }

    /** Those that are reached by that number: a reply is matched by it. */
    @Transactional(readOnly = true)
    public List<Household> householdsByPhone(String phone) {
        return Phones.find(phone).map(households::byPhone).orElse(List.of());
    }

    /**
     * Who is below a point and whether inside its danger zone, by the roster and the zone as they stood then. For
     * warnings: {@link People#toWarn} leaves nobody out of whom it is not known that they are outside.
     *
     * @throws Problem 404 when the point was not there then
     */
    @Transactional(readOnly = true)
    public People peopleBelow(String pointId, Instant at) {
        var point = registry.findPoint(pointId, at)
                .orElseThrow(() -> Problem.notFound("version of point %s at".formatted(pointId), at.toString()))
                .point();
        return People.of(point, households.at(pointId, at), at);
    }

    @Transactional(readOnly = true)
    List<HouseholdStore.Version> householdVersions(String pointId) {
        return households.ofPoint(pointId).stream()
                .sorted(Comparator.comparing(HouseholdStore.Version::since))
                .toList();
    }

    @Transactional(readOnly = true)
    List<PointCardStore.Version> cardVersions(String pointId) {
        return cards.history(pointId);
    }

    @Transactional(readOnly = true)
    List<HouseholdStore.Version> history(String id) {
        return households.history(id);
    }

    /**
     * Makes or changes a household.
     *
     * @param household with the version that it was read in; 0 makes a new one
     * @throws Problem 409 when it has another version by now, or its number is taken; 422 when it is not valid
     */
    public Household save(Household household, String who) {
        var faults = HouseholdCheck.faults(household);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        var held = households.lock(List.of(household.id())).getOrDefault(household.id(), 0L);
        mustBeNewest("household " + household.id(), held, household.version());
        var holder = households.idsByNumber(household.pointId()).get(household.number());
        if (holder != null && !holder.equals(household.id())) {
            throw Problem.conflict(
                    "the number %s is taken at point %s".formatted(household.number(), household.pointId()));
        }
        var now = clock.instant();
        var next = normal(household.with(household.id(), held + 1));
        households.end(List.of(next.id()), now, who);
        households.begin(List.of(next), now, who, null);
        audit.record(act(who, "household.save", next.id(), next.pointId())
                .telling(Map.of("point", next.pointId(), "version", next.version(), "people", next.people())));
        return next;
    }

    /** They live there no more; what was true stays readable until it is erased. */
    public void remove(Household household, String who) {
        households.lock(List.of(household.id()));
        households.end(List.of(household.id()), clock.instant(), who);
        audit.record(act(who, "household.remove", household.id(), household.pointId())
                .telling(Map.of("point", household.pointId())));
    }

    private Act act(String who, String action, String id, String pointId) {
        return Act.of(who, action, id).in(registry.getPoint(pointId).division());
    }

    /** Makes every version of it unreadable for ever, and takes it off the roster. Whether there was anything to read. */
    public boolean erase(String id, String pointId, String who) {
        households.lock(List.of(id)); // or a version that is being saved would hold on, unreadable
        households.end(List.of(id), clock.instant(), who);
        var erased = households.forget(id);
        if (erased) {
            audit.record(act(who, "household.erase", id, pointId));
        }
        return erased;
    }

    /** Those that left the roster long enough ago are erased. */
    @Scheduled(cron = "0 30 2 * * *", zone = China.ZONE_NAME)
    void everyNight() {
        for (var id : households.endedBefore(clock.instant().minus(retention.households()))) {
            var versions = households.history(id);
            households.forget(id);
            audit.record(act("system", "household.expire", id, versions.get(0).pointId()));
        }
    }

    @Transactional(readOnly = true)
    public Optional<PointCard> findCard(String pointId, Instant at) {
        return cards.at(pointId, at);
    }

    @Transactional(readOnly = true)
    public Map<String, PointCard> cardsOf(Collection<String> pointIds) {
        return cards.now(pointIds);
    }

    /**
     * Makes or changes the card of a point.
     *
     * @param card with the version that it was read in; 0 where there is none yet
     * @throws Problem 409 when it has another version by now; 422 when it is not valid
     */
    public PointCard save(HazardPoint point, PointCard card, String who) {
        var faults = PointCardCheck.faults(card);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        var held = cards.lock(point.id());
        mustBeNewest("the card of point " + point.id(), held, card.version());
        var next = card.with(held + 1);
        cards.save(point.id(), next, clock.instant(), who);
        audit.record(
                Act.of(who, "card.save", point.id()).in(point.division()).telling(Map.of("version", next.version())));
        return next;
    }

    private static void mustBeNewest(String what, long held, long seen) {
        if (held != seen) {
            throw Problem.conflict("%s is in version %d by now, you changed version %d".formatted(what, held, seen));
        }
    }

    /** With its numbers in the one form by which they are found. */
    static Household normal(Household h) {
        return h.with(
                h.lines().stream().map(Residents::normal).toList(),
                h.runner() == null ? null : normal(h.runner()),
                h.shelter(),
                h.medical());
    }

    private static Line normal(Line line) {
        return new Line(line.name(), Phones.normal(line.phone()));
    }
}
