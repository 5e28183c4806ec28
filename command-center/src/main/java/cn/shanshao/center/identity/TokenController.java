package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bearer tokens for machines, made by the user as whom they act. A token makes and drops none. */
@RestController
@RequestMapping("/api/v1/tokens")
@Transactional
class TokenController {
    private static final int A_YEAR = 365;

    private final Tokens tokens;
    private final Audit audit;
    private final Clock clock;

    TokenController(Tokens tokens, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param days that it is valid, at most a year */
    record NewToken(
            @NotNull @Size(min = 1, max = 60) String label,
            Tokens.@Nullable Scope scope,
            @Min(1) @Max(A_YEAR) @Nullable Integer days) {}

    /** @param token told this once */
    record Made(String id, String label, Tokens.Scope scope, Instant expiresAt, String token) {}

    @GetMapping
    List<Tokens.Token> list(@AuthenticationPrincipal CurrentUser user) {
        return tokens.of(user.username());
    }

    @PostMapping
    ResponseEntity<Made> make(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody NewToken form, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var days = Objects.requireNonNullElse(form.days(), 90);
        var scope = Objects.requireNonNullElse(form.scope(), Tokens.Scope.READ);
        var made = tokens.make(
                user.username(), form.label(), scope, clock.instant().plus(Duration.ofDays(days)));
        audit.record(user.username(), "token.make", made.token().id(), Map.of("scope", scope, "days", days));
        return ResponseEntity.status(201)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Made(
                        made.token().id(), form.label(), scope, made.token().expiresAt(), made.secret()));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> drop(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        if (!tokens.drop(user.username(), id)) {
            throw Problem.notFound("token", id);
        }
        audit.record(user.username(), "token.drop", id, Map.of());
        return ResponseEntity.noContent().build();
    }
}
