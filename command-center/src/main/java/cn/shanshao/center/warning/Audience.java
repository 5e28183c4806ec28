package cn.shanshao.center.warning;

import cn.shanshao.center.China;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whom a notice is for. Of the point itself everybody on its roster of whom it is not known that they live outside of the
 * area; a public warning also goes to those of other points whose house lies inside.
 */
@Component
class Audience {
    private final Registry registry;
    private final Residents residents;
    private final Clock clock;

    Audience(Registry registry, Residents residents, Clock clock) {
        this.registry = registry;
        this.residents = residents;
        this.clock = clock;
    }

    /** Households that are there today; in the live realm none that were made up for an exercise. */
    List<Household> of(Notice notice) {
        var area = notice.area();
        var own = residents.householdsOf(List.of(notice.pointId())).stream()
                .filter(h -> area == null || h.lon() == null || h.lat() == null || area.holds(h.lon(), h.lat()));
        return Stream.concat(own, others(notice))
                .filter(h -> notice.realm() == Realm.EXERCISE || h.realm() == Realm.LIVE)
                .filter(h -> h.isThere(LocalDate.ofInstant(clock.instant(), China.ZONE)))
                .toList();
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
