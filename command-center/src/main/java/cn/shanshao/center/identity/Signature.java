package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sure that it is the user who signs, and not somebody who found the screen open, or holds a token. */
@Component
public class Signature {
    private final AccountStore accounts;
    private final Identities identities;
    private final Logins logins;
    private final SignIn signIn;

    Signature(AccountStore accounts, Identities identities, Logins logins, SignIn signIn) {
        this.accounts = accounts;
        this.identities = identities;
        this.logins = logins;
        this.signIn = signIn;
    }

    /** By what somebody proved to be the user. */
    public enum Proof {
        PASSWORD,
        CERTIFICATE
    }

    /**
     * Takes the password, or where none is given the client certificate of this very connection.
     *
     * @throws Problem 422 at the field {@code password} when it is wrong, or when there is no certificate of this user; 403
     *     when a bearer token brings the certificate; 429 after too many tries
     */
    public Proof prove(CurrentUser user, @Nullable String password, HttpServletRequest request) {
        if (password != null || SessionController.certificate(request).isEmpty()) {
            confirm(user, password, request);
            return Proof.PASSWORD;
        }
        SessionFilter.mustBePerson(request);
        var certificate = SessionController.certificate(request).orElseThrow();
        var owner = identities.of(certificate);
        if (owner.filter(account -> account.username().equals(user.username())).isEmpty()) {
            signIn.note(
                    Optional.empty(),
                    "certificate",
                    certificate.getSubjectX500Principal().getName(),
                    request);
            throw Problem.invalid("password", null, "your present password, or a certificate that is yours");
        }
        return Proof.CERTIFICATE;
    }

    /**
     * Checks the password once more.
     *
     * @throws Problem 422 at the field {@code password} when it is wrong; 429 after too many tries
     */
    public void confirm(CurrentUser user, @Nullable String password, HttpServletRequest request) {
        var account = accounts.find(user.username())
                .filter(Account::enabled)
                .orElseThrow(() -> Problem.unauthorized("this account is locked"));
        logins.confirm(account, password, "password", request.getRemoteAddr());
    }
}
