package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Papers;
import cn.shanshao.center.registry.Registry;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody has to see to at a point: gaps in its file and its cards, and what hangs on one thing. */
@Component
@Transactional(readOnly = true)
class Reminders {
    private final Registry registry;
    private final Papers papers;
    private final Residents residents;
    private final Weaknesses weaknesses;
    private final Clock clock;

    Reminders(Registry registry, Papers papers, Residents residents, Weaknesses weaknesses, Clock clock) {
        this.registry = registry;
        this.papers = papers;
        this.residents = residents;
        this.weaknesses = weaknesses;
        this.clock = clock;
    }

    /** Single points of failure first, then the gaps of the file, then those of the cards. */
    List<Weakness> of(HazardPoint point) {
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, China.ZONE);
        var households = residents.householdsOf(point.id(), now);
        var card = residents.findCard(point.id(), now).orElse(null);
        var contacts = registry.contactsOf(point.id());
        var plans = papers.plansOf(point.id(), now);
        return Stream.of(
                        weaknesses.lookAt(point).stream().sorted(SinglePoints.gravestFirst()),
                        FileGaps.of(
                                point,
                                contacts,
                                plans,
                                papers.worksOf(point.id(), now),
                                People.of(point, households, now),
                                day)
                                .stream(),
                        CardGaps.of(point, card, plans, contacts, households, day).stream())
                .flatMap(found -> found)
                .toList();
    }
}
