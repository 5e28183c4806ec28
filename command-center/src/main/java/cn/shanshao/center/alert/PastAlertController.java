package cn.shanshao.center.alert;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.monitoring.SpanTime;
import cn.shanshao.ingest.wire.Level;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts that are over (过往告警). */
@RestController
class PastAlertController {
    private static final int LONGEST_PAGE = 200;

    private final PastAlerts past;
    private final Alerts alerts;
    private final Divisions divisions;

    PastAlertController(PastAlerts past, Alerts alerts, Divisions divisions) {
        this.past = past;
        this.alerts = alerts;
        this.divisions = divisions;
    }

    /**
     * A page of what is over.
     *
     * @param next to be asked for as {@code before}; {@code null} on the last page
     */
    record Page(List<AlertView> alerts, @Nullable String next) {}

    /**
     * Alerts of slopes that are over, the newest beginning first. Equipment alerts are not among them.
     *
     * @param division and all below it; the caller's own where it is not given
     * @param level the highest that the alert came to
     * @param from RFC 3339, of its beginning, inclusive
     * @param to RFC 3339, exclusive
     * @param acknowledged whether somebody has acknowledged it
     * @param by who did: a login, or a person's name
     * @param before {@code next} of the page before
     * @param limit at most 200
     */
    @GetMapping("/api/v1/alerts/past")
    Page past(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String division,
            @RequestParam(required = false) @Nullable String pointId,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Boolean acknowledged,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw Problem.badParameter("limit", limit, "1…" + LONGEST_PAGE);
        }
        var start = from == null ? null : SpanTime.parse("from", from);
        var end = to == null ? null : SpanTime.parse("to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw Problem.badParameter("from", from, "a time before to, which is " + to);
        }
        if (division != null) {
            divisions.mustSee(user, division, "division", division);
        }
        var found = past.find(new PastAlerts.Asked(
                divisions.under(division == null ? user.division() : division),
                pointId,
                level == null ? null : level(level),
                start,
                end,
                acknowledged,
                by,
                before == null ? null : place(before),
                limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() <= limit ? null : placeOf(page.get(page.size() - 1));
        return new Page(alerts.views(page), next);
    }

    private static String placeOf(Episode last) {
        return new PastAlerts.Place(last.firstAt(), last.id()).text();
    }

    private static Level level(String wire) {
        return Arrays.stream(Level.values())
                .filter(level -> level.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("level", wire, "blue, yellow, orange or red"));
    }

    private static PastAlerts.Place place(String before) {
        try {
            return PastAlerts.Place.parse(before);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Problem.badParameter("before", before, "next of the page before");
        }
    }
}
