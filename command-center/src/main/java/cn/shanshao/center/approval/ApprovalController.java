package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.identity.Signature;
import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** ApprovalStore as their signers see them. */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalController {
    private static final int MOST = 200;
    private static final String REFUSAL = "approval.refuse";

    private final Approvals approvals;
    private final Desk desk;
    private final DelegationDesk delegations;
    private final Signature signature;

    ApprovalController(Approvals approvals, Desk desk, DelegationDesk delegations, Signature signature) {
        this.approvals = approvals;
        this.desk = desk;
        this.delegations = delegations;
        this.signature = signature;
    }

    /**
     * @param hash of the words that the caller has seen
     * @param password of the caller, once more; {@code null}: the certificate of this connection
     * @param step where the caller may sign at more than one
     * @param aware keys of what speaks against it that the caller has seen; a page from before there were keys sends one word,
     *     and signs with it what nothing speaks against
     */
    record Signing(
            @NotNull @Size(max = 64) String hash,
            @Nullable @Size(max = 256) String password,
            @Nullable Step step,

            @Nullable @Size(max = 1000) @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> aware) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Signing[" + hash + "]";
        }
    }

    /**
     * @param step with whom it lies then
     * @param comment why
     */
    record SendingBack(
            @NotNull Step step, @NotBlank @Size(max = 500) String comment) {}

    record Comment(@NotBlank @Size(max = 500) String text) {}

    /** @param comment why */
    record Withdrawal(@NotBlank @Size(max = 500) String comment) {}

    /**
     * @param to username
     * @param until exclusive
     */
    record HandingOn(
            @NotBlank @Size(max = 64) String to, @NotNull Instant until) {}

    /**
     * Newest first.
     *
     * @param open only those that are not over
     * @param mine only those that wait for the caller's signature: what is the caller's own seat first, of that what is
     *     overdue, the graver, the older
     * @param id only that one, of those that wait for the caller's signature
     * @param limit at most 200
     */
    @GetMapping
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    List<Approval> list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badParameter("limit", limit, "1 to " + MOST);
        }
        return mine ? approvals.mine(user, id, limit) : approvals.list(user, open, limit);
    }

    /**
     * What waits for the caller's signature, and what for others, each with how many more there are.
     *
     * @param limit of each, at most 200
     */
    @GetMapping("/waiting")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    Waiting waiting(@AuthenticationPrincipal CurrentUser user, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badParameter("limit", limit, "1 to " + MOST);
        }
        return approvals.waiting(user, limit);
    }

    @GetMapping("/{id}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW})
    Approval one(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return approvals.seen(user, id);
    }

    /** Signs what has that hash; an order-giver in the field may sit there by name. */
    @PostMapping("/{id}/sign")
    @OnlyFor(
            value = {Role.SIGNER, Role.EXPERT, Role.CREW},
            refusal = REFUSAL)
    Approval sign(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Signing form,
            HttpServletRequest request) {
        return watched(user, id, "sign", form.hash(), () -> {
            desk.mustMaySign(user, id, form.hash(), form.step(), form.aware());
            var proof = signature.prove(user, form.password(), request);
            desk.sign(user, id, form.hash(), form.step(), form.aware(), proof);
            return approvals.seen(user, id);
        });
    }

    /** Sends it back to an earlier step (退回). */
    @PostMapping("/{id}/send-back")
    @OnlyFor(
            value = {Role.SIGNER, Role.EXPERT, Role.CREW},
            refusal = REFUSAL)
    Approval sendBack(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody SendingBack form) {
        return watched(user, id, "send-back", null, () -> {
            desk.sendBack(user, id, form.step(), form.comment().strip());
            return approvals.seen(user, id);
        });
    }

    @PostMapping("/{id}/comment")
    @OnlyFor(
            value = {Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT, Role.CREW},
            refusal = REFUSAL)
    Approval comment(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Comment form) {
        desk.comment(user, id, form.text().strip());
        return approvals.seen(user, id);
    }

    /** Takes it back, as its author or as an administrator (撤回). */
    @PostMapping("/{id}/withdraw")
    @OnlyFor(
            value = {Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.EXPERT},
            refusal = REFUSAL)
    Approval withdraw(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Withdrawal form) {
        return watched(
                user,
                id,
                "withdraw",
                null,
                () -> approvals.withdraw(id, user, form.comment().strip()));
    }

    /** Lets somebody else sign this one in the caller's place (转签). */
    @PostMapping("/{id}/delegate")
    @OnlyFor(
            value = {Role.SIGNER, Role.EXPERT},
            refusal = REFUSAL)
    Approval delegate(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody HandingOn form) {
        return watched(user, id, "delegate", null, () -> {
            delegations.give(user, id, form.to(), form.until());
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
