package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.audit.Entry;
import cn.shanshao.center.audit.Search;
import cn.shanshao.center.audit.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail, for administrators, as far as their divisions go. It stands here because the walls do. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final int PAGE = 500;

    private final Audit audit;
    private final Divisions divisions;
    private final People persons;
    private final AccountStore accounts;

    AuditController(Audit audit, Divisions divisions, People persons, AccountStore accounts) {
        this.audit = audit;
        this.divisions = divisions;
        this.persons = persons;
        this.accounts = accounts;
    }

    /**
     * Newest first. An entry without a division is shown to the root's administrators alone.
     *
     * @param who the user name, or the name of a person
     * @param people leave out what machines have done by themselves, but for what they say of the trail itself
     * @param object its id
     * @param action its beginning: {@code device.}
     * @param division of the objects, and all below it
     * @param from RFC 3339, inclusive
     * @param to RFC 3339, exclusive
     * @param personal open what is sealed about persons; that is itself recorded
     * @param before only entries with a smaller number: the next page
     * @param limit at most 500
     */
    @GetMapping
    List<Entry> page(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(defaultValue = "false") boolean people,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String division,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        user.mustBe(Role.ADMINISTRATOR);
        if (limit < 1 || limit > PAGE) {
            throw Problem.badParameter("limit", limit, "1 to " + PAGE);
        }
        var without = people ? accounts.unused(Act.MACHINES) : List.<String>of();
        var found = audit.find(
                new Search(called(who), without, object, action, seen(user, division), from, to, before, limit));
        if (!personal) {
            return found;
        }
        audit.record(Act.of(user.username(), "audit.read", "personal")
                .in(user.division())
                .telling(Map.of("entries", found.stream().map(Entry::seq).toList())));
        return found.stream().map(audit::opened).toList();
    }

    private @Nullable List<String> called(@Nullable String who) {
        return who == null ? null : persons.called(who);
    }

    private @Nullable List<String> seen(CurrentUser user, @Nullable String division) {
        if (division == null) {
            return divisions.isTop(user.division()) ? null : divisions.under(user.division());
        }
        divisions.mustSee(user, division, "division", division);
        return divisions.under(division);
    }

    /** The whole chain, which knows no walls. */
    @GetMapping("/verification")
    @Secured("ROLE_ROOT")
    Verdict verify() {
        return audit.verify();
    }
}
