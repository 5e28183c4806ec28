package cn.shanshao.center.residents;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.residents.Weaknesses.Known;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What hangs on one phone, one person or one power source (单点隐患). */
@RestController
@RequestMapping("/api/v1/weaknesses")
class WeaknessController {
    private final Weaknesses weaknesses;

    WeaknessController(Weaknesses weaknesses) {
        this.weaknesses = weaknesses;
    }

    /** Looks now; gravest first. */
    @GetMapping
    List<Known> look(@AuthenticationPrincipal CurrentUser user) {
        HouseholdController.mayRead(user);
        return weaknesses.look(user.division());
    }
}
