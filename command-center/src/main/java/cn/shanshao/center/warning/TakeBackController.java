package cn.shanshao.center.warning;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.identity.Signature;
import cn.shanshao.center.warning.NoticeDesk.Setting;
import cn.shanshao.ingest.wire.Level;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What was proposed or told is taken back. Every try that was refused stands in the trail, like every act. */
@RestController
@RequestMapping("/api/v1")
class TakeBackController {
    private final Warnings warnings;
    private final NoticeDesk desk;
    private final Signature signature;
    private final Divisions divisions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    TakeBackController(
            Warnings warnings,
            NoticeDesk desk,
            Signature signature,
            Divisions divisions,
            Audit audit,
            TransactionTemplate transaction) {
        this.warnings = warnings;
        this.desk = desk;
        this.signature = signature;
        this.divisions = divisions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Takes back what people were told, or sets it right.
     *
     * @param version of the warning that the caller has seen
     * @param act whose word is set right, where evacuation and public stand at levels of their own
     * @param level absent: nothing of it holds; else the level that does, with these words in place of those before
     * @param aware where nothing of it holds: keys of what speaks against an end that the caller has seen
     * @param password of the caller, once more
     */
    record Correction(
            @NotNull Long version,
            @NotBlank @Size(max = 500) String reason,
            @Nullable Act act,
            @Nullable Level level,
            @Size(max = 100) @Nullable String instruction,
            @Size(max = 100) @Nullable String shelter,
            @Size(max = 200) @Nullable String route,
            @Nullable @Size(max = 1000) List<String> aware,
            @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Correction[" + version + "]";
        }
    }

    record Withdrawal(@NotBlank @Size(max = 500) String comment) {}

    @PostMapping("/notices/{id}/withdraw")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    Notice withdraw(
            @AuthenticationPrincipal CurrentUser user, @PathVariable String id, @Valid @RequestBody Withdrawal form) {
        var notice = warnings.findNotice(id).orElseThrow(() -> Problem.notFound("notice", id));
        divisions.mustSee(user, notice.division(), "notice", id);
        return transaction.execute(
                status -> desk.withdraw(id, user, form.comment().strip()));
    }

    /** At once, to the same people over the same channels; whoever signed, or could, may: an order-giver has any of these roles. */
    @PostMapping("/warnings/{id}/correct")
    @OnlyFor({Role.SIGNER, Role.ADMINISTRATOR, Role.DUTY, Role.EXPERT, Role.CREW})
    WarningView correct(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @Valid @RequestBody Correction form,
            HttpServletRequest request) {
        divisions.mustSee(user, warnings.get(id).division(), "warning", id);
        var proof = signature.prove(user, form.password(), request);
        transaction.executeWithoutResult(status -> desk.correct(
                id,
                form.version(),
                new Setting(
                        form.act(),
                        form.level(),
                        form.reason().strip(),
                        NoticeController.said(form.instruction()),
                        NoticeController.said(form.shelter()),
                        NoticeController.said(form.route())),
                form.aware(),
                user,
                proof.name().toLowerCase(Locale.ROOT)));
        return warnings.view(warnings.get(id), user);
    }

    /** Also of somebody whose role does not allow it, whom the operation never sees. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(
            Problem why, HandlerMethod tried, @AuthenticationPrincipal CurrentUser user, HttpServletRequest request) {
        var id = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                ? String.valueOf(path.get("id"))
                : "";
        warnings.find(id).ifPresent(warning -> note(user, "warning.refuse", id, warning.division(), tried, why));
        warnings.findNotice(id).ifPresent(notice -> note(user, "notice.refuse", id, notice.division(), tried, why));
        return new ResponseEntity<>(why.getBody(), why.getHeaders(), why.getStatusCode());
    }

    private void note(CurrentUser user, String action, String id, String division, HandlerMethod tried, Problem why) {
        audit.record(cn.shanshao.center.audit.Act.of(user.username(), action, id)
                .in(division)
                .telling(Map.of(
                        "act",
                        tried.getMethod().getName(),
                        "status",
                        why.getStatusCode().value(),
                        "why",
                        why.said())));
    }
}
