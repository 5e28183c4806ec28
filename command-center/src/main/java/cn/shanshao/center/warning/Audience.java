package cn.shanshao.center.warning;

import cn.shanshao.center.China;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom a notice is for. Of the point itself everybody on its roster of whom it is not known that they live outside of the
 * area; a public warning also goes to those of other points whose house lies inside.
 */
@Component
class Audience {
    /** Counting takes no more than that part of the time. */
    private static final int SHARE = 20;

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private final Registry registry;
    private final Residents residents;
    private final Clock clock;
    /** At most one for each point and realm that ever had a warning. */
    private final Map<Below, Counted> counted = new ConcurrentHashMap<>();

    private final ReentrantLock counting = new ReentrantLock();

    Audience(Registry registry, Residents residents, Clock clock) {
        this.registry = registry;
        this.residents = residents;
        this.clock = clock;
    }

    /** Households that are there today; in the live realm none that were made up for an exercise. */
    List<Household> of(Notice notice) {
        return there(Stream.concat(own(notice.pointId(), notice.area()), others(notice)), notice.realm());
    }

    /**
     * How many.
     *
     * @param people villagers who stand on no household's card among them
     * @param households with a card
     */
    record Headcount(int people, int households) {}

    private record Below(String pointId, Realm realm) {
        static Below of(Warning warning) {
            return new Below(warning.pointId(), warning.realm());
        }
    }

    /** @param until of {@link System#nanoTime} */
    private record Counted(Headcount headcount, long until) {
        boolean isFresh() {
            return System.nanoTime() < until;
        }
    }

    /**
     * The warnings with those who are to be warned now, by the rosters of today; those that are closed as they were. What
     * took long to count holds for a while: to open a large roster for each look of each screen would leave time for
     * nothing else.
     */
    List<Warning> now(List<Warning> warnings) {
        var open = warnings.stream()
                .filter(w -> w.state() != WarningState.CLOSED)
                .map(Below::of)
                .distinct()
                .toList();
        var found = found(open);
        return warnings.stream()
                .map(w -> w.state() == WarningState.CLOSED
                        ? w
                        : w.reaching(Objects.requireNonNull(found.get(Below.of(w)))))
                .toList();
    }

    /** While one counts, the others have what was counted before. */
    private Map<Below, Headcount> found(List<Below> open) {
        var isMine = counting.tryLock();
        try {
            var found = new HashMap<Below, Headcount>();
            for (var below : open) {
                var before = counted.get(below);
                if (before != null && (before.isFresh() || !isMine)) {
                    found.put(below, before.headcount());
                }
            }
            found.putAll(count(
                    open.stream().filter(below -> !found.containsKey(below)).toList()));
            return found;
        } finally {
            if (isMine) {
                counting.unlock();
            }
        }
    }

    private Map<Below, Headcount> count(List<Below> stale) {
        if (stale.isEmpty()) {
            return Map.of();
        }
        var begin = System.nanoTime();
        var points = stale.stream().map(Below::pointId).distinct().toList();
        var known =
                registry.findPoints(points).stream().collect(Collectors.toMap(HazardPoint::id, Function.identity()));
        var households = residents.householdsOf(points).stream().collect(Collectors.groupingBy(Household::pointId));
        var contacts = registry.contactsOf(points).stream().collect(Collectors.groupingBy(Contact::pointId));
        var found = new HashMap<Below, Headcount>();
        for (var below : stale) {
            found.put(
                    below,
                    count(
                            households.getOrDefault(below.pointId(), List.of()),
                            zone(known.get(below.pointId())),
                            contacts.getOrDefault(below.pointId(), List.of()),
                            below.realm()));
        }
        var end = System.nanoTime();
        found.forEach((below, many) ->
                counted.put(below, new Counted(many, end + Math.min(LONGEST, SHARE * (end - begin)))));
        return found;
    }

    /** How many are below a point. */
    Headcount count(String pointId, Realm realm) {
        return count(
                residents.householdsOf(List.of(pointId)),
                zone(registry.findPoint(pointId).orElse(null)),
                registry.contactsOf(pointId),
                realm);
    }

    private Headcount count(List<Household> roster, @Nullable DangerZone zone, List<Contact> contacts, Realm realm) {
        var households = there(inside(roster, zone), realm);
        var people = households.stream().mapToInt(Household::people).sum();
        return new Headcount(people + Alone.of(contacts, households, realm).size(), households.size());
    }

    private static @Nullable DangerZone zone(@Nullable HazardPoint point) {
        var dossier = point == null ? null : point.dossier();
        return dossier == null ? null : dossier.zone();
    }

    /** Who is below a point and not known to live outside of its danger zone. */
    List<Household> below(String pointId, Realm realm) {
        return there(own(pointId, zone(registry.findPoint(pointId).orElse(null))), realm);
    }

    /** Who stands on the card of the point and on none of these households', each one person. */
    List<Contact> alone(String pointId, Realm realm, List<Household> households) {
        return Alone.of(registry.contactsOf(pointId), households, realm);
    }

    private List<Household> there(Stream<Household> households, Realm realm) {
        var today = LocalDate.ofInstant(clock.instant(), China.ZONE);
        return households
                .filter(h -> realm == Realm.EXERCISE || h.realm() == Realm.LIVE)
                .filter(h -> h.isThere(today))
                .toList();
    }

    private Stream<Household> own(String pointId, @Nullable DangerZone area) {
        return inside(residents.householdsOf(List.of(pointId)), area);
    }

    private static Stream<Household> inside(List<Household> roster, @Nullable DangerZone area) {
        return roster.stream()
                .filter(h -> area == null || h.lon() == null || h.lat() == null || area.holds(h.lon(), h.lat()));
    }

    private Stream<Household> others(Notice notice) {
        var area = notice.area();
        if (area == null || notice.act() != Act.PUBLIC) {
            return Stream.of();
        }
        var elsewhere = registry.listPoints(notice.signing()).stream()
                .map(HazardPoint::id)
                .filter(id -> !id.equals(notice.pointId()))
                .toList();
        return residents.householdsOf(elsewhere).stream()
                .filter(h -> h.lon() != null && h.lat() != null && area.holds(h.lon(), h.lat()));
    }
}
