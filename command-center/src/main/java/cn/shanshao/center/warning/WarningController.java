package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.ingest.wire.Level;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox of who is on duty: warnings over HTTP. */
@RestController
@RequestMapping("/api/v1")
class WarningController {
    private static final int LONGEST_LIST = 500;

    private final Warnings warnings;
    private final WarningDesk desk;
    private final Registry registry;
    private final Divisions divisions;

    WarningController(Warnings warnings, WarningDesk desk, Registry registry, Divisions divisions) {
        this.warnings = warnings;
        this.desk = desk;
        this.registry = registry;
        this.divisions = divisions;
    }

    /** @param reason what was seen or heard, and by whom */
    record Opening(
            @NotNull Level level, @NotBlank @Size(max = 500) String reason) {}

    /** @param version that the caller has seen */
    record Seen(
            @NotNull Long version,
            @Size(max = 500) @Nullable String comment) {
        private String words() {
            return Objects.requireNonNullElse(comment, "").strip();
        }
    }

    /** @param version that the caller has seen */
    record Dismissal(
            @NotNull Long version,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * @param version that the caller has seen
     * @param until when it comes back by itself
     */
    record Shelving(
            @NotNull Long version,
            @NotNull Instant until,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * @param version that the caller has seen
     * @param review what was learnt: whether it was real, what went well, what did not
     */
    record Closing(
            @NotNull Long version,
            @NotBlank @Size(max = 4000) String review) {}

    /** Newest change first; of each the whole log and all words only by its id. */
    @GetMapping("/warnings")
    List<WarningView> list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable String pointId,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Problem.badParameter("limit", limit, "1…" + LONGEST_LIST);
        }
        return warnings.views(warnings.list(user.division(), open, pointId, limit), user);
    }

    @GetMapping("/warnings/{id}")
    WarningView one(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return warnings.view(seen(user, id), user);
    }

    /** Opens one by hand, e.g. because a patrol saw cracks (201); the one that is open there rises (200). */
    @PostMapping("/points/{point}/warnings")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    ResponseEntity<WarningView> open(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String point, @Valid @RequestBody Opening form) {
        var where = registry.getPoint(point);
        divisions.mustSee(user, where.division(), "point", point);
        var made = desk.open(where, form.level(), form.reason().strip(), user);
        var answer = made.version() == 1
                ? ResponseEntity.created(URI.create("/api/v1/warnings/" + made.id()))
                : ResponseEntity.ok();
        return answer.body(warnings.view(made, user));
    }

    @PostMapping("/warnings/{id}/acknowledge")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView acknowledge(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Seen form) {
        seen(user, id);
        return warnings.view(desk.acknowledge(id, form.version(), form.words(), user), user);
    }

    @PostMapping("/warnings/{id}/verify")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView verify(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Seen form) {
        seen(user, id);
        return warnings.view(desk.verify(id, form.version(), form.words(), user), user);
    }

    @PostMapping("/warnings/{id}/dismiss")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView dismiss(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Dismissal form) {
        seen(user, id);
        return warnings.view(desk.dismiss(id, form.version(), form.reason().strip(), user), user);
    }

    @PostMapping("/warnings/{id}/shelve")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView shelve(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Shelving form) {
        seen(user, id);
        return warnings.view(
                desk.shelve(id, form.version(), form.until(), form.reason().strip(), user), user);
    }

    @DeleteMapping("/warnings/{id}/shelf")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView unshelve(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        seen(user, id);
        return warnings.view(desk.unshelve(id, user), user);
    }

    @PostMapping("/warnings/{id}/close")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    WarningView close(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Closing form) {
        seen(user, id);
        return warnings.view(desk.close(id, form.version(), form.review().strip(), user), user);
    }

    private Warning seen(CurrentUser user, String id) {
        var warning = warnings.get(id);
        divisions.mustSee(user, warning.division(), "warning", id);
        return warning;
    }
}
