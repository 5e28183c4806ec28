package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.DivisionSeats.Seat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The divisions that the user sees; the province's administrators change the tree. */
@RestController
@RequestMapping("/api/v1/divisions")
class DivisionController {
    /** Stands in topics, so nothing that has a meaning there. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,12}");

    private final Divisions divisions;
    private final DivisionSeats seats;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DivisionController(Divisions divisions, DivisionSeats seats, Audit audit, PlatformTransactionManager transactions) {
        this.divisions = divisions;
        this.seats = seats;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A place in the tree.
     *
     * @param from first day on which it holds, in China
     */
    record Form(
            @NotNull @Size(min = 1, max = 60) String name,
            @NotNull String parent,
            @NotNull LocalDate from) {}

    /** @param at a day; absent: today. Of what lies under the user's division today, where it lay on that day */
    @GetMapping
    List<Division> list(
            @AuthenticationPrincipal CurrentUser user, @RequestParam(required = false) @Nullable LocalDate at) {
        var all = at == null ? divisions.list() : divisions.at(at);
        return all.stream().filter(d -> divisions.sees(user, d.code())).toList();
    }

    /** Gives a division a name and a parent from a day on; makes it when there is none. */
    @PutMapping("/{code}")
    @OnlyFor(value = Role.ADMINISTRATOR, ofRoot = true)
    Seat take(@AuthenticationPrincipal CurrentUser user, @PathVariable String code, @Valid @RequestBody Form form) {
        if (!CODE.matcher(code).matches()) {
            throw Problem.invalid("code", code, CODE.pattern());
        }
        if (divisions.root().equals(code)) {
            throw Problem.conflict("%s is the root of the tree".formatted(code));
        }
        // a job of before knows by its code that the province's rules hold in it
        if (!code.startsWith(divisions.root())) {
            throw Problem.invalid("code", code, "a code that begins with the province's, " + divisions.root());
        }
        var seat = new Seat(code, form.name(), form.parent(), form.from());
        transaction.executeWithoutResult(status -> {
            var before = seats.newest(code).orElse(null);
            seats.take(seat);
            audit.record(Act.of(user.username(), "division.save", code).in(code).changing(before, seat));
        });
        divisions.read();
        return seat;
    }

    /** @param from first day on which it is no more; refused while people, points or devices are in it */
    @DeleteMapping("/{code}")
    @OnlyFor(value = Role.ADMINISTRATOR, ofRoot = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@AuthenticationPrincipal CurrentUser user, @PathVariable String code, @RequestParam LocalDate from) {
        if (divisions.root().equals(code)) {
            throw Problem.conflict("%s is the root of the tree".formatted(code));
        }
        transaction.executeWithoutResult(status -> {
            var seat = seats.newest(code).orElseThrow(() -> Problem.notFound("division", code));
            seats.leave(seat, from);
            audit.record(
                    Act.of(user.username(), "division.remove", code).in(code).changing(seat, null));
        });
        divisions.read();
    }
}
