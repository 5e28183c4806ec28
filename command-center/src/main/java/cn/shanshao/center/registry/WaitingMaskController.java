package cn.shanshao.center.registry;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Masks.Waiting;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Masks that wait for a second person, wherever in the division their devices stand. */
@RestController
class WaitingMaskController {
    private final Masks masks;
    private final Divisions divisions;

    WaitingMaskController(Masks masks, Divisions divisions) {
        this.masks = masks;
        this.divisions = divisions;
    }

    /** The newest first. */
    @GetMapping("/api/v1/masks/waiting")
    List<Waiting> waiting(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.EXPERT, Role.SIGNER, Role.ADMINISTRATOR);
        return masks.waiting(divisions.under(user.division()));
    }
}
