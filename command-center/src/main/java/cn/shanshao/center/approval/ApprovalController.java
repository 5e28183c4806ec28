package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.identity.Signature;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** ApprovalStore as their signers see them. */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalController {
    private final Approvals approvals;
    private final Desk desk;
    private final Signature signature;

    ApprovalController(Approvals approvals, Desk desk, Signature signature) {
        this.approvals = approvals;
        this.desk = desk;
        this.signature = signature;
    }

    /**
     * @param hash of the words that the caller has seen
     * @param password of the caller, once more; {@code null}: the certificate of this connection
     * @param step where the caller may sign at more than one
     */
    record Signing(
            @NotNull @Size(max = 64) String hash,
            @Nullable @Size(max = 256) String password,
            @Nullable Step step) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Signing[" + hash + "]";
        }
    }

    @GetMapping("/{id}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT})
    Approval one(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return approvals.seen(user, id);
    }

    /** Signs what has that hash. */
    @PostMapping("/{id}/sign")
    @OnlyFor({Role.SIGNER, Role.EXPERT})
    Approval sign(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Signing form,
            HttpServletRequest request) {
        return watched(user, id, "sign", form.hash(), () -> {
            desk.mustMaySign(user, id, form.hash(), form.step());
            desk.sign(user, id, form.hash(), form.step(), signature.prove(user, form.password(), request));
            return approvals.seen(user, id);
        });
    }

    private Approval watched(CurrentUser user, String id, String act, @Nullable String hash, Supplier<Approval> doing) {
        try {
            return doing.get();
        } catch (Problem why) {
            desk.refused(user, id, act, hash, why);
            throw why;
        }
    }
}
