package cn.shanshao.center.identity;

import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The divisions that the user sees. */
@RestController
class DivisionController {
    private final Divisions divisions;

    DivisionController(Divisions divisions) {
        this.divisions = divisions;
    }

    @GetMapping("/api/v1/divisions")
    List<Division> list(@AuthenticationPrincipal CurrentUser user) {
        return divisions.list().stream()
                .filter(d -> divisions.sees(user, d.code()))
                .toList();
    }
}
