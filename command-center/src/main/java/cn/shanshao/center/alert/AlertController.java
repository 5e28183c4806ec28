package cn.shanshao.center.alert;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertController {
    private static final int LONGEST_LIST = 1_000;
    private static final int LONGEST_COMMENT = 500;

    private final Alerts alerts;
    private final Divisions divisions;
    private final AlertReasons reasons;

    AlertController(Alerts alerts, Divisions divisions, AlertReasons reasons) {
        this.alerts = alerts;
        this.divisions = divisions;
        this.reasons = reasons;
    }

    @GetMapping
    List<AlertView> list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String pointId,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Problem.badParameter("limit", limit, "1…" + LONGEST_LIST);
        }
        return alerts.views(alerts.list(user.division(), open, pointId, limit));
    }

    @GetMapping("/{id}")
    AlertView one(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return alerts.view(seen(user, id));
    }

    /** What the rule saw, and the numbers behind it. */
    @GetMapping("/{id}/why")
    AlertReasons.Why why(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return reasons.of(seen(user, id));
    }

    private Episode seen(CurrentUser user, String id) {
        var episode = alerts.find(id).orElseThrow(() -> Problem.notFound("alert", id));
        divisions.mustSee(user, episode.alert().division(), "alert", id);
        return episode;
    }

    @PostMapping("/{id}/acknowledge")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    AlertView acknowledge(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Acknowledgement body) {
        var comment = body == null ? null : body.comment();
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw Problem.invalid("comment", comment.length() + " characters", "at most " + LONGEST_COMMENT);
        }
        return alerts.view(alerts.acknowledge(id, user, body == null ? null : body.seq(), comment));
    }

    /**
     * What somebody has seen.
     *
     * @param seq of the alert as it was shown; 409 when its level rose after that. Pages that were loaded before this field
     *     existed send none, and acknowledge whatever stands
     * @param comment what the person has to say
     */
    record Acknowledgement(@Nullable Long seq, @Nullable String comment) {}
}
