package cn.shanshao.center.approval;

import cn.shanshao.center.identity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody signed.
 *
 * @param method {@code password}, {@code certificate}, {@code platform} or {@code standing-order}
 * @param standsFor username of whom the signer stood in for, by delegation or as the deputy; {@code null}: nobody
 */
public record Signature(
        String username,
        String displayName,
        Role role,
        String division,
        Instant at,
        String method,
        Step step,
        @Nullable String standsFor) {
    /** Of one who issued it in the own name. */
    public Signature(String username, String displayName, Role role, String division, Instant at, String method) {
        this(username, displayName, role, division, at, method, Step.SIGN, null);
    }

    /** Without the person's name, so that it does not end in a log. */
    @Override
    public String toString() {
        return "Signature[%s, %s of %s, %s]".formatted(username, role, division, at);
    }
}
