package cn.shanshao.center.notification;

import cn.shanshao.center.approval.Approvals;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.warning.Warnings;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who was rung because nobody took a warning on, or to sign, over HTTP. */
@RestController
@RequestMapping("/api/v1")
class OfficerCallController {
    private final OfficerCalls calls;
    private final Warnings warnings;
    private final Approvals approvals;
    private final Divisions divisions;

    OfficerCallController(OfficerCalls calls, Warnings warnings, Approvals approvals, Divisions divisions) {
        this.calls = calls;
        this.warnings = warnings;
        this.approvals = approvals;
        this.divisions = divisions;
    }

    /** Also because of households to which nobody goes. Oldest first. */
    @GetMapping("/warnings/{id}/calls")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    List<OfficerCall> ofWarning(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        divisions.mustSee(user, warnings.get(id).division(), "warning", id);
        return calls.of(Cause.warning(id), LeftAlone.ABOUT + id);
    }

    /** Oldest first. */
    @GetMapping("/approvals/{id}/calls")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    List<OfficerCall> ofApproval(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return calls.of(Ladder.APPROVAL + approvals.seen(user, id).id());
    }
}
