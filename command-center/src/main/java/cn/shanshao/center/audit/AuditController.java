package cn.shanshao.center.audit;

import java.util.List;
import org.springframework.security.access.annotation.Secured;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail, for administrators of the root division: it knows no walls. */
@RestController
@RequestMapping("/api/v1/audit")
@Secured("ROLE_ROOT")
class AuditController {
    private static final int PAGE = 500;

    private final Trail trail;
    private final Audit audit;

    AuditController(Trail trail, Audit audit) {
        this.trail = trail;
        this.audit = audit;
    }

    /**
     * Newest first.
     *
     * @param before only entries with a smaller number
     * @param limit at most 500
     */
    @GetMapping
    List<Entry> page(
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        return trail.page(before, Math.max(1, Math.min(limit, PAGE)));
    }

    @GetMapping("/verification")
    Verdict verify() {
        return audit.verify();
    }
}
