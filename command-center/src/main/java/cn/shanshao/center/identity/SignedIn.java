package cn.shanshao.center.identity;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request that came with an open session or a valid token. */
final class SignedIn extends AbstractAuthenticationToken {
    /** Of an administrator of the root division. */
    static final String ROOT = "ROLE_ROOT";

    private static final long serialVersionUID = 1;

    private final transient CurrentUser user;

    /** @param ofAll an administrator of the root division, who has the authority {@code ROLE_ROOT} too */
    SignedIn(CurrentUser user, boolean ofAll) {
        super(Stream.of(user.role().name(), ofAll ? "ROOT" : user.role().name())
                .distinct()
                .map(name -> new SimpleGrantedAuthority("ROLE_" + name))
                .toList());
        this.user = user;
        setAuthenticated(true);
    }

    @Override
    public CurrentUser getPrincipal() {
        return user;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && user.equals(that.user);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
