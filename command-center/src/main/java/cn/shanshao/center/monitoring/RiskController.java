package cn.shanshao.center.monitoring;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.DivisionRisk;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rain risk of divisions, now and in the next 24 hours. */
@RestController
class RiskController {
    private final Risks risks;
    private final Divisions divisions;

    RiskController(Risks risks, Divisions divisions) {
        this.risks = risks;
        this.divisions = divisions;
    }

    /** Of the divisions under the user's own, by code. */
    @GetMapping("/api/v1/risk")
    List<DivisionRisk> list(@AuthenticationPrincipal CurrentUser user) {
        return risks.all().stream()
                .filter(risk -> divisions.sees(user, risk.division()))
                .toList();
    }
}
