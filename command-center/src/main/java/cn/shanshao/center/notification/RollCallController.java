package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The roll call of a warning over HTTP. */
@RestController
@RequestMapping("/api/v1/warnings/{id}/roll-call")
class RollCallController {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 500;

    private final RollCalls rollCalls;

    RollCallController(RollCalls rollCalls) {
        this.rollCalls = rollCalls;
    }

    /** @param note what else is known, for those who look after the household */
    record Mark(
            @NotNull RollState state,
            @Nullable @Size(max = LONGEST_NOTE) String note) {
        /** Without the note. */
        @Override
        public String toString() {
            return "Mark[%s]".formatted(state);
        }
    }

    /** Either who is to be asked, or that whoever was asked last has accepted. */
    record Running(
            @Nullable @Size(min = 1, max = LONGEST_NAME) String name,
            @Nullable String phone,
            @Nullable Boolean accepted) {
        /** Without the person. */
        @Override
        public String toString() {
            return "Running[]";
        }
    }

    @GetMapping
    RollCallView get(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return rollCalls.get(id, user);
    }

    @PostMapping("/{household}")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    RollCallView mark(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String household,
            @Valid @RequestBody Mark mark) {
        return rollCalls.mark(id, household, mark.state(), mark.note(), user);
    }

    @PostMapping("/{household}/runner")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY, Role.CREW})
    RollCallView runner(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String id,
            @PathVariable String household,
            @Valid @RequestBody Running running) {
        if (Boolean.TRUE.equals(running.accepted())) {
            return rollCalls.accepted(id, household, user);
        }
        var name = running.name();
        var phone = running.phone();
        if (name == null || phone == null) {
            throw Problem.invalid(
                    name == null ? "name" : "phone", null, "name and phone of who is asked, or accepted: true");
        }
        return rollCalls.name(id, household, name, phone, user);
    }
}
