package cn.shanshao.center.residents;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.residents.Weaknesses.Known;
import cn.shanshao.center.residents.Weaknesses.News;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What hangs on one phone, one person or one power source (单点隐患). */
@RestController
@RequestMapping("/api/v1/weaknesses")
class WeaknessController {
    private final Weaknesses weaknesses;

    WeaknessController(Weaknesses weaknesses) {
        this.weaknesses = weaknesses;
    }

    /** What the nightly looks found and the user has not seen; for those who have it mended. */
    @GetMapping("/news")
    News news(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.DUTY);
        return weaknesses.news(user.username(), user.division());
    }

    /** The user has seen them all. */
    @PutMapping("/seen")
    @OnlyFor({Role.ADMINISTRATOR, Role.DUTY})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@AuthenticationPrincipal CurrentUser user) {
        weaknesses.seen(user.username());
    }

    /** Looks now; gravest first. */
    @GetMapping
    List<Known> look(@AuthenticationPrincipal CurrentUser user) {
        HouseholdController.mayRead(user);
        return weaknesses.look(user.division());
    }
}
