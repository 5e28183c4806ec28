package cn.shanshao.center.approval;

import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who signs in whose place (授权代签). */
@RestController
@RequestMapping("/api/v1/delegations")
class DelegationController {
    private final DelegationDesk desk;

    DelegationController(DelegationDesk desk) {
        this.desk = desk;
    }

    /**
     * @param to username
     * @param from {@code null}: now
     * @param until exclusive, at most 90 days later
     */
    record Giving(
            @NotBlank @Size(max = 64) String to,
            @Nullable Instant from,
            @NotNull Instant until) {}

    /** Those that are not over, of the caller's division and all below it, and the caller's own. */
    @GetMapping
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.EXPERT})
    List<Delegation> list(@AuthenticationPrincipal CurrentUser user) {
        return desk.list(user);
    }

    @PostMapping
    @OnlyFor({Role.SIGNER, Role.EXPERT})
    ResponseEntity<Delegation> give(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody Giving form) {
        return ResponseEntity.status(HttpStatus.CREATED).body(desk.give(user, form.to(), form.from(), form.until()));
    }

    /** Ends it at once. */
    @DeleteMapping("/{id}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.EXPERT})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        desk.takeBack(user, id);
    }
}
