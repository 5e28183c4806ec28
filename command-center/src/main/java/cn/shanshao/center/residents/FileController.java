package cn.shanshao.center.residents;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Papers;
import cn.shanshao.center.registry.PointFiles;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Changes.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the file of a point and its people say together: who is in danger, what is missing, who changed what. */
@RestController
@RequestMapping("/api/v1/points/{id}")
class FileController {
    private static final int MOST_CHANGES = 500;

    private final Residents residents;
    private final Registry registry;
    private final Papers papers;
    private final PointFiles files;
    private final Reminders reminders;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    FileController(
            Residents residents,
            Registry registry,
            Papers papers,
            PointFiles files,
            Reminders reminders,
            Divisions divisions,
            Audit audit,
            Clock clock) {
        this.residents = residents;
        this.registry = registry;
        this.papers = papers;
        this.files = files;
        this.reminders = reminders;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param at as roster and zone stood then; absent: now */
    @GetMapping("/people")
    People people(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        HouseholdController.mayRead(user);
        return residents.peopleBelow(seen(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant));
    }

    /** What is missing, overdue or contradicts itself, and what hangs on one thing; gravest first. */
    @GetMapping("/reminders")
    List<Weakness> reminders(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        HouseholdController.mayRead(user);
        return reminders.of(seen(user, id));
    }

    /** Who changed what, newest first, at most {@value #MOST_CHANGES}; the audit trail has everything. Numbers are masked. */
    @GetMapping("/history")
    List<Change> history(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        HouseholdController.mayRead(user);
        var point = seen(user, id);
        audit.record(Act.of(user.username(), "contact.read", id).in(point.division()));
        var changes = new Changes();
        registry.versionsOf(id).forEach(v -> changes.point(v.point(), v.since(), v.until(), v.by()));
        registry.contactVersionsOf(id).forEach(changes::person);
        papers.versionsOf(id).forEach(changes::paper);
        files.historyOf(id).forEach(changes::file);
        residents.cardVersions(id).forEach(changes::card);
        residents.householdVersions(id).forEach(changes::household);
        return changes.newest(MOST_CHANGES);
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
