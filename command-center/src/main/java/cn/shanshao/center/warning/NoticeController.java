package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Seat;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Division;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.People;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.warning.Drafting.Wish;
import cn.shanshao.ingest.wire.Level;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people are to be told: looked at and proposed. */
@RestController
@RequestMapping("/api/v1")
class NoticeController {
    private final Warnings warnings;
    private final NoticeDesk desk;
    private final Signers signers;
    private final Remains remains;
    private final Divisions divisions;
    private final People people;
    private final TransactionTemplate transaction;

    NoticeController(
            Warnings warnings,
            NoticeDesk desk,
            Signers signers,
            Remains remains,
            Divisions divisions,
            People people,
            TransactionTemplate transaction) {
        this.warnings = warnings;
        this.desk = desk;
        this.signers = signers;
        this.remains = remains;
        this.divisions = divisions;
        this.people = people;
        this.transaction = transaction;
    }

    /**
     * What is to be told.
     *
     * @param version of the warning that the caller has seen
     * @param level absent for an all-clear
     * @param reason why; never absent nor empty, which is refused with what still stands
     * @param instruction what people are to do; absent: what the template says
     * @param shelter where they go; absent: the place on the card of the point
     * @param route by which they go; absent: the one on the card
     * @param joint a public warning that the meteorological authority signs too
     * @param area GeoJSON; absent: the danger zone of the point
     */
    record NoticeForm(
            @NotNull Long version,
            @NotNull Act act,
            @NotNull Purpose purpose,
            @Nullable Level level,
            @Size(max = 500) @Nullable String reason,
            @Size(max = 100) @Nullable String instruction,
            @Size(max = 100) @Nullable String shelter,
            @Size(max = 200) @Nullable String route,
            @Nullable Boolean joint,
            @Nullable DangerZone area) {
        private Wish wish() {
            return new Wish(
                    act,
                    purpose,
                    level,
                    reason == null ? "" : reason.strip(),
                    said(instruction),
                    said(shelter),
                    said(route),
                    Boolean.TRUE.equals(joint),
                    area,
                    null);
        }
    }

    /**
     * What would be told.
     *
     * @param notice with the words that leave, and how many get each; it has no id and no hash yet
     * @param signers any one of them signs
     * @param cosigners one of each signs too
     */
    record Preview(Notice notice, List<SeatView> signers, List<SeatView> cosigners) {
        Preview {
            signers = List.copyOf(signers);
            cosigners = List.copyOf(cosigners);
        }
    }

    /**
     * Who may sign.
     *
     * @param role {@code null}: those named
     * @param names how those named are called
     * @param vacant nobody who gets in today sits there, beside whoever proposes
     */
    record SeatView(
            @Nullable Role role,
            @Nullable String division,
            @Nullable String divisionName,
            List<String> names,
            boolean vacant) {
        SeatView {
            names = List.copyOf(names);
        }
    }

    /** Also for experts and crews: an order-giver among them may set right what people were told. */
    @PostMapping("/warnings/{id}/notices/preview")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    Preview preview(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody NoticeForm form) {
        seen(user, id);
        return transaction.execute(status -> {
            var notice = desk.preview(id, form.wish(), user);
            return new Preview(
                    notice.without(),
                    signers.seats(notice).stream().map(seat -> view(seat, user)).toList(),
                    signers.cosigners(notice).stream()
                            .map(seat -> view(seat, user))
                            .toList());
        });
    }

    /** It goes to those who may sign it, and from the last signature to people. */
    @PostMapping("/warnings/{id}/notices")
    @ResponseStatus(HttpStatus.CREATED)
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    Notice propose(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody NoticeForm form) {
        seen(user, id);
        return transaction.execute(status -> desk.propose(id, form.version(), form.wish(), user));
    }

    @GetMapping("/notices/{id}")
    Notice notice(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var notice = warnings.findNotice(id).orElseThrow(() -> Problem.notFound("notice", id));
        divisions.mustSee(user, notice.division(), "notice", id);
        return user.seesPeople() ? notice : notice.unnamed();
    }

    /**
     * What still stands of a warning now.
     *
     * @param grave keys of what whoever ends it must say to have seen: {@code aware}
     */
    record Now(@JsonUnwrapped Remaining remaining, List<String> grave) {
        Now {
            grave = List.copyOf(grave);
        }

        private static Now of(Remaining remaining, CurrentUser user) {
            return new Now(user.seesPeople() ? remaining : remaining.unnamed(), remaining.grave());
        }
    }

    /**
     * What still stands of a warning.
     *
     * @param then when the notice was proposed; {@code null} of one that ends nothing
     */
    record Stands(@Nullable Remaining then, Now now) {}

    @GetMapping("/warnings/{id}/remaining")
    Now remaining(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return Now.of(remains.of(seen(user, id)), user);
    }

    @GetMapping("/notices/{id}/remaining")
    Stands stands(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var notice = notice(user, id);
        var basis = notice.basis();
        var kept = basis == null ? null : basis.remaining();
        var then = kept == null || !user.seesPeople() ? kept : remains.named(notice.warningId(), kept);
        return new Stands(then, remaining(user, notice.warningId()));
    }

    /** {@code null} where nothing is said. */
    static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private SeatView view(Seat seat, CurrentUser author) {
        var division = seat.division();
        return new SeatView(
                seat.role(),
                division,
                division == null
                        ? null
                        : divisions.find(division).map(Division::name).orElse(division),
                seat.usernames().stream().sorted().map(people::nameOf).toList(),
                signers.sitting(seat).allMatch(author.username()::equals));
    }

    private Warning seen(CurrentUser user, String id) {
        var warning = warnings.get(id);
        divisions.mustSee(user, warning.division(), "warning", id);
        return warning;
    }
}
