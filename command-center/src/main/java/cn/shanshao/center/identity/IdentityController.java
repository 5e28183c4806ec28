package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.Identities.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
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

/** As whom the users under the administrator's division are known elsewhere. */
@RestController
@RequestMapping("/api/v1/users/{username}/identities")
@Transactional
class IdentityController {
    private final AccountStore accounts;
    private final Identities identities;
    private final Sessions sessions;
    private final Divisions divisions;
    private final Audit audit;

    IdentityController(
            AccountStore accounts, Identities identities, Sessions sessions, Divisions divisions, Audit audit) {
        this.accounts = accounts;
        this.identities = identities;
        this.sessions = sessions;
        this.divisions = divisions;
        this.audit = audit;
    }

    /**
     * As whom a user is known elsewhere.
     *
     * @param issuer address of the OpenID provider, or the name of the certificate's issuer as RFC 2253 writes it:
     *     {@code CN=Shanshao CA,O=…}
     * @param subject what the provider calls the user, or the certificate's serial number in hexadecimal
     */
    record NewIdentity(
            Identities.@NotNull Kind kind,
            @NotNull @Size(min = 1, max = 500) String issuer,
            @NotNull @Size(min = 1, max = 200) String subject) {}

    @GetMapping
    List<Identity> list(@AuthenticationPrincipal CurrentUser user, @PathVariable String username) {
        user.mustBe(Role.ADMINISTRATOR);
        return identities.ofUser(seen(user, username).username());
    }

    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Identity> add(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @Valid @RequestBody NewIdentity form,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var account = seen(user, username);
        var isCertificate = form.kind() == Identities.Kind.CERTIFICATE;
        var issuer = isCertificate ? Identities.name(form.issuer()) : form.issuer();
        var subject = isCertificate ? Identities.serial(form.subject()) : form.subject();
        var made = identities
                .add(username, form.kind(), issuer, subject)
                .orElseThrow(() -> Problem.conflict("%s of %s is somebody already".formatted(subject, issuer)));
        audit.record(Act.of(user.username(), "identity.add", username)
                .in(account.division())
                .changing(null, made));
        return ResponseEntity.status(201).body(made);
    }

    /** Revokes it; the sessions of the user end, for any may have begun with it. */
    @DeleteMapping("/{id}")
    @OnlyFor(Role.ADMINISTRATOR)
    ResponseEntity<Void> drop(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String username,
            @PathVariable String id,
            HttpServletRequest request) {
        SessionFilter.mustBePerson(request);
        var account = seen(user, username);
        if (!identities.drop(username, id)) {
            throw Problem.notFound("identity", id);
        }
        sessions.endAllOf(username);
        audit.record(Act.of(user.username(), "identity.drop", username)
                .in(account.division())
                .telling(Map.of("id", id)));
        return ResponseEntity.noContent().build();
    }

    private Account seen(CurrentUser user, String username) {
        return accounts.find(username)
                .filter(a -> divisions.sees(user, a.division()))
                .orElseThrow(() -> Problem.notFound("user", username));
    }
}
