package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Prevention plans and treatment works of a point. */
@RestController
@RequestMapping("/api/v1/points/{id}")
class PaperController {
    private final Papers papers;
    private final Registry registry;
    private final Divisions divisions;
    private final Clock clock;

    PaperController(Papers papers, Registry registry, Divisions divisions, Clock clock) {
        this.papers = papers;
        this.registry = registry;
        this.divisions = divisions;
        this.clock = clock;
    }

    /** See {@link PreventionPlan}; {@code version} is the one that the caller has seen, only a change needs it. */
    record PlanForm(
            @Nullable Long version,
            @NotNull String edition,
            @NotNull String author,
            @Nullable LocalDate preparedOn,
            @Nullable String approvedBy,
            @Nullable LocalDate approvedOn,
            @Nullable LocalDate validUntil,
            @Nullable String monitoring,
            @Nullable String signal,
            @Nullable String route,
            @Nullable String shelter,
            @Nullable String orderGiver) {
        PreventionPlan of(String id, long seen, HazardPoint point) {
            return new PreventionPlan(
                    id,
                    seen,
                    point.id(),
                    edition.strip(),
                    author.strip(),
                    preparedOn,
                    approvedBy,
                    approvedOn,
                    validUntil,
                    monitoring,
                    signal,
                    route,
                    shelter,
                    orderGiver);
        }
    }

    /** See {@link TreatmentWork}; {@code version} is the one that the caller has seen, only a change needs it. */
    record WorkForm(
            @Nullable Long version,
            TreatmentWork.@NotNull Measure measure,
            @NotNull String name,
            @Nullable String designer,
            @Nullable String builder,
            @Nullable String supervisor,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            TreatmentWork.@Nullable Acceptance acceptance,
            @Nullable LocalDate acceptedOn,
            @Nullable String acceptedBy,
            @Nullable Double cost,
            @Nullable String note) {
        TreatmentWork of(String id, long seen, HazardPoint point) {
            return new TreatmentWork(
                    id,
                    seen,
                    point.id(),
                    measure,
                    name.strip(),
                    designer,
                    builder,
                    supervisor,
                    startedOn,
                    endedOn,
                    Objects.requireNonNullElse(acceptance, TreatmentWork.Acceptance.PENDING),
                    acceptedOn,
                    acceptedBy,
                    cost,
                    note);
        }
    }

    /** @param at as they were then; absent: now */
    @GetMapping("/plans")
    List<PreventionPlan> plans(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        mayRead(user);
        return papers.plansOf(seen(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant));
    }

    @PostMapping("/plans")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<PreventionPlan> makePlan(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody PlanForm form) {
        var point = seen(user, id);
        var made = papers.save(point, form.of(UUID.randomUUID().toString(), 0, point), user.username());
        return ResponseEntity.created(URI.create("/api/v1/points/%s/plans/%s".formatted(id, made.id())))
                .body(made);
    }

    @PutMapping("/plans/{plan}")
    @OnlyFor(Role.ADMINISTRATOR)
    PreventionPlan changePlan(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String plan,
            @Valid @RequestBody PlanForm form) {
        var point = seen(user, id);
        var before = papers.get(PreventionPlan.class, point, plan);
        return papers.save(point, form.of(plan, version(form.version(), before), point), user.username());
    }

    /** @param version that the caller has seen */
    @DeleteMapping("/plans/{plan}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePlan(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String plan,
            @RequestParam long version) {
        var point = seen(user, id);
        papers.remove(point, papers.get(PreventionPlan.class, point, plan), version, user.username());
    }

    /** @param at as they were then; absent: now */
    @GetMapping("/works")
    List<TreatmentWork> works(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        mayRead(user);
        return papers.worksOf(seen(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant));
    }

    @PostMapping("/works")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<TreatmentWork> makeWork(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody WorkForm form) {
        var point = seen(user, id);
        var made = papers.save(point, form.of(UUID.randomUUID().toString(), 0, point), user.username());
        return ResponseEntity.created(URI.create("/api/v1/points/%s/works/%s".formatted(id, made.id())))
                .body(made);
    }

    @PutMapping("/works/{work}")
    @OnlyFor(Role.ADMINISTRATOR)
    TreatmentWork changeWork(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String work,
            @Valid @RequestBody WorkForm form) {
        var point = seen(user, id);
        var before = papers.get(TreatmentWork.class, point, work);
        return papers.save(point, form.of(work, version(form.version(), before), point), user.username());
    }

    /** @param version that the caller has seen */
    @DeleteMapping("/works/{work}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeWork(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String work,
            @RequestParam long version) {
        var point = seen(user, id);
        papers.remove(point, papers.get(TreatmentWork.class, point, work), version, user.username());
    }

    /** Who works with the files of points; a screen on a wall is read by everybody in the room. */
    static void mayRead(CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER, Role.EXPERT, Role.CREW);
    }

    private static long version(@Nullable Long seen, Paper before) {
        if (seen == null || seen < 1) {
            throw Problem.invalid("version", seen, "the version that you have seen, %d".formatted(before.version()));
        }
        return seen;
    }

    private HazardPoint seen(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
