package cn.shanshao.center.residents;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.HouseholdStore.Version;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** Households of a point. Numbers are masked unless somebody who may call them asks, which the audit trail keeps. */
@RestController
@RequestMapping("/api/v1")
class HouseholdController {
    private final Residents residents;
    private final Registry registry;
    private final Divisions divisions;
    private final Audit audit;
    private final Clock clock;

    HouseholdController(Residents residents, Registry registry, Divisions divisions, Audit audit, Clock clock) {
        this.residents = residents;
        this.registry = registry;
        this.divisions = divisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A version of a household, and when it held.
     *
     * @param until {@code null} while it holds
     * @param household masked; {@code null} once it was erased
     */
    record VersionView(
            long version,
            Instant since,
            @Nullable Instant until,
            String by,
            @Nullable Household household) {
        static VersionView of(Version v) {
            return new VersionView(
                    v.version(),
                    v.since(),
                    v.until(),
                    v.changedBy(),
                    v.household() == null ? null : Masking.masked(v.household()));
        }
    }

    /** @param at the roster as it stood then; absent: now */
    @GetMapping("/points/{id}/households")
    List<Household> list(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam @Nullable Instant at) {
        mayRead(user);
        return residents
                .householdsOf(seenPoint(user, id).id(), Objects.requireNonNullElseGet(at, clock::instant))
                .stream()
                .map(Masking::masked)
                .toList();
    }

    @PostMapping("/points/{id}/households")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Household> make(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody HouseholdForm form) {
        var point = seenPoint(user, id);
        var made = residents.save(form.of(UUID.randomUUID().toString(), 0, point), user.username());
        return ResponseEntity.created(URI.create("/api/v1/households/" + made.id()))
                .body(Masking.masked(made));
    }

    /** @param reveal with whole numbers, for those who call them */
    @GetMapping("/households/{id}")
    Household get(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean reveal) {
        mayRead(user);
        if (reveal) {
            mayReveal(user);
        }
        var household = seen(user, id);
        if (!reveal) {
            return Masking.masked(household);
        }
        audit.record(Act.of(user.username(), "household.read", id)
                .in(registry.getPoint(household.pointId()).division())
                .telling(Map.of("point", household.pointId())));
        return household;
    }

    @PutMapping("/households/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    Household change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody HouseholdForm form) {
        var before = seen(user, id);
        if (form.version() == null) {
            throw Problem.invalid("version", null, "the version that you have seen, %d".formatted(before.version()));
        }
        var point = registry.getPoint(before.pointId());
        return Masking.masked(residents.save(form.of(id, form.version(), point), user.username()));
    }

    /** @param version that the caller has seen */
    @DeleteMapping("/households/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String id, @RequestParam long version) {
        var before = seen(user, id);
        if (version != before.version()) {
            throw Problem.conflict("household %s is in version %d by now, you saw version %d"
                    .formatted(id, before.version(), version));
        }
        residents.remove(before, user.username());
    }

    /** Newest last. */
    @GetMapping("/households/{id}/history")
    List<VersionView> history(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        mayRead(user);
        return versions(user, id).stream().map(VersionView::of).toList();
    }

    /** Erases the personal data of every version, for ever. */
    @DeleteMapping("/households/{id}/personal-data")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var versions = versions(user, id);
        if (!residents.erase(id, versions.get(versions.size() - 1).pointId(), user.username())) {
            throw Problem.conflict("the personal data of household %s were erased before".formatted(id));
        }
    }

    /** Who calls them. */
    static void mayReveal(CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER, Role.CREW);
    }

    /** Who works with cards; a screen on a wall is read by everybody in the room. */
    static void mayRead(CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR, Role.DUTY, Role.SIGNER, Role.EXPERT, Role.CREW);
    }

    private List<Version> versions(CurrentUser user, String id) {
        var versions = residents.history(id);
        if (versions.isEmpty()) {
            throw Problem.notFound("household", id);
        }
        mustSee(user, versions.get(versions.size() - 1).pointId(), id);
        return versions;
    }

    private Household seen(CurrentUser user, String id) {
        var household = residents.getHousehold(id);
        mustSee(user, household.pointId(), id);
        return household;
    }

    private void mustSee(CurrentUser user, String point, String id) {
        divisions.mustSee(user, registry.getPoint(point).division(), "household", id);
    }

    private HazardPoint seenPoint(CurrentUser user, String id) {
        var point = registry.getPoint(id);
        divisions.mustSee(user, point.division(), "point", id);
        return point;
    }
}
