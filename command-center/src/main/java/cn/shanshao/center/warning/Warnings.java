package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.warning.WarningView.Line;
import cn.shanshao.ingest.wire.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to warnings and their notices. */
@Component
@Transactional(readOnly = true)
public class Warnings {
    private static final int NEWEST = 20;

    private final WarningStore warnings;
    private final NoticeStore notices;
    private final Audience audience;
    private final Signers signers;
    private final Alerts alerts;
    private final Registry registry;
    private final People people;
    private final Divisions divisions;
    private final WarnedPoints warned;

    Warnings(
            WarningStore warnings,
            NoticeStore notices,
            Audience audience,
            Signers signers,
            Alerts alerts,
            Registry registry,
            People people,
            Divisions divisions,
            WarnedPoints warned) {
        this.alerts = alerts;
        this.registry = registry;
        this.people = people;
        this.warnings = warnings;
        this.notices = notices;
        this.audience = audience;
        this.signers = signers;
        this.divisions = divisions;
        this.warned = warned;
    }

    public Optional<Warning> find(String id) {
        return warnings.find(id).map(Kept::warning);
    }

    /**
     * The warning with that id.
     *
     * @throws Problem 404 when there is none
     */
    public Warning get(String id) {
        return find(id).orElseThrow(() -> Problem.notFound("warning", id));
    }

    /** Those of a division and below, newest change first. */
    public List<Warning> list(String division, @Nullable Boolean open, @Nullable String pointId, int limit) {
        return warnings.list(divisions.under(division), divisions.isTop(division), open, pointId, limit);
    }

    /** Point → what people were told there, or what was reported by hand, whatever instruments say; the last known where the database is away. */
    public Map<String, Level> levels() {
        return warned.levels();
    }

    public Optional<Notice> findNotice(String id) {
        return notices.find(id);
    }

    /** Those of a warning, in the order of their numbers. */
    public List<Notice> noticesOf(String warningId) {
        return notices.of(warningId);
    }

    /** Those that people have heard and that still hold, in the order in which they heard them. */
    public List<Notice> heard(String warningId) {
        return Heard.of(notices.of(warningId)).notices();
    }

    /** Whom a notice is for, by the roster as it is now: {@link Notice#wordsFor} has what each of them reads. */
    public List<Household> audience(Notice notice) {
        return audience.of(notice);
    }

    /** As screens show it, with everybody's name: {@link WarningView#unnamed} for a wall. */
    public WarningView view(Warning warning) {
        return new WarningView(
                audience.now(List.of(warning)).get(0),
                registry.findPoint(warning.pointId()).map(HazardPoint::name).orElse(null),
                lines(warnings.log(warning.id())),
                notices.of(warning.id()),
                alerts.views(warning.alertIds().stream()
                        .map(alerts::find)
                        .flatMap(Optional::stream)
                        .toList()),
                List.of());
    }

    /** As that user may see it. */
    public WarningView view(Warning warning, CurrentUser user) {
        return seenBy(user, view(warning));
    }

    /** For a list, as that user may see it: with the newest {@value #NEWEST} lines of each log, and notices without words. */
    public List<WarningView> views(List<Warning> shown, CurrentUser user) {
        var ids = shown.stream().map(Warning::id).toList();
        var logs = warnings.newest(ids, NEWEST);
        var told = notices.wordless(ids);
        var names = registry
                .findPoints(shown.stream().map(Warning::pointId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(HazardPoint::id, HazardPoint::name));
        var support =
                alerts
                        .views(alerts.find(shown.stream()
                                .flatMap(w -> w.alertIds().stream())
                                .distinct()
                                .toList()))
                        .stream()
                        .collect(Collectors.toMap(a -> a.alert().id(), Function.identity()));
        return audience.now(shown).stream()
                .map(w -> new WarningView(
                        w,
                        names.get(w.pointId()),
                        lines(logs.getOrDefault(w.id(), List.of())),
                        told.getOrDefault(w.id(), List.of()),
                        w.alertIds().stream()
                                .map(support::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        List.of()))
                .map(view -> seenBy(user, view))
                .toList();
    }

    private List<Line> lines(List<WarningEntry> log) {
        return log.stream()
                .map(e -> new Line(e.at(), e.by(), people.nameOf(e.by()), e.act(), e.detail()))
                .toList();
    }

    private WarningView seenBy(CurrentUser user, WarningView view) {
        var heard = Heard.of(view.notices());
        // who may set one act's word right may do that, though the other's is not theirs
        var may = Arrays.stream(Act.values())
                .filter(act -> signers.mayCorrect(user, heard.those(act)))
                .toList();
        return (user.seesPeople() ? view : view.unnamed()).correctable(may);
    }
}
