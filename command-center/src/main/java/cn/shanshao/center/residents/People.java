package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Those on the roster of a point who are there on that day, and where.
 *
 * @param at the moment that it is about
 * @param hasZone whether a danger zone was drawn
 * @param declared people said to live below (登记威胁人数)
 * @param roster all of them
 * @param inside those whose house lies in the zone
 * @param outside those whose house lies outside of it
 * @param unplaced those whose house nobody has put on the map; all, where there is no zone
 * @param toWarn those inside and those unplaced
 */
public record People(
        Instant at,
        boolean hasZone,
        int declared,
        Count roster,
        Count inside,
        Count outside,
        Count unplaced,
        Count toWarn,
        List<Placed> households) {
    /** How many. */
    public record Count(int households, int people) {}

    /** Where a house stands to the danger zone. */
    public enum Where {
        @JsonProperty("inside")
        INSIDE,
        @JsonProperty("outside")
        OUTSIDE,
        @JsonProperty("unplaced")
        UNPLACED
    }

    /**
     * A household and where it is.
     *
     * @param distance outside of the zone, m; {@code null} unless it is outside
     */
    public record Placed(
            String id,
            String number,
            String name,
            HouseholdKind kind,
            int people,
            Where where,
            @Nullable Long distance) {
        private static Placed of(Household h, @Nullable DangerZone zone) {
            var where = zone == null || h.lon() == null || h.lat() == null
                    ? Where.UNPLACED
                    : zone.holds(h.lon(), h.lat()) ? Where.INSIDE : Where.OUTSIDE;
            var distance = where == Where.OUTSIDE && zone != null && h.lon() != null && h.lat() != null
                    ? Math.round(zone.distance(h.lon(), h.lat()))
                    : null;
            return new Placed(h.id(), h.number(), h.name(), h.kind(), h.people(), where, distance);
        }

        /** Nobody's name. */
        @Override
        public String toString() {
            return "Placed[%s %s]".formatted(id, where);
        }
    }

    public People {
        households = List.copyOf(households);
    }

    /** @param roster of the point as it stood at that moment */
    static People of(HazardPoint point, List<Household> roster, Instant at) {
        var zone = Optional.ofNullable(point.dossier()).map(Dossier::zone).orElse(null);
        var day = LocalDate.ofInstant(at, China.ZONE);
        var placed = roster.stream()
                .filter(h -> h.isThere(day))
                .map(h -> Placed.of(h, zone))
                .toList();
        return new People(
                at,
                zone != null,
                point.people(),
                count(placed, where -> true),
                count(placed, where -> where == Where.INSIDE),
                count(placed, where -> where == Where.OUTSIDE),
                count(placed, where -> where == Where.UNPLACED),
                count(placed, where -> where != Where.OUTSIDE),
                placed);
    }

    private static Count count(List<Placed> placed, Predicate<Where> where) {
        var those = placed.stream().filter(p -> where.test(p.where())).toList();
        return new Count(those.size(), those.stream().mapToInt(Placed::people).sum());
    }
}
