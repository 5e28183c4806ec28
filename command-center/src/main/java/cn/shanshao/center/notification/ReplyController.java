package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What came from numbers that are nobody's, over HTTP. */
@RestController
@RequestMapping("/api/v1/replies")
class ReplyController {
    private static final int LONGEST_NOTE = 500;

    private final UnknownReplies unknown;

    ReplyController(UnknownReplies unknown) {
        this.unknown = unknown;
    }

    /** Whose it is: one of the three. */
    record Settlement(
            @Nullable String contactId,
            @Nullable String household,
            @Nullable @Size(min = 1, max = LONGEST_NOTE) String note) {
        /** Without the note. */
        @Override
        public String toString() {
            return "Settlement[]";
        }
    }

    @GetMapping("/unknown")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    List<UnknownReply> unknown(@AuthenticationPrincipal CurrentUser user) {
        return unknown.list(user);
    }

    @PostMapping("/{id}/settle")
    @OnlyFor(
            value = {Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY},
            ofRoot = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable long id,
            @Valid @RequestBody Settlement settlement) {
        var given = Stream.of(settlement.contactId(), settlement.household(), settlement.note())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw Problem.invalid("contactId", given, "exactly one of contactId, household and note");
        }
        if (settlement.contactId() != null) {
            unknown.contact(id, settlement.contactId(), user);
        } else if (settlement.household() != null) {
            unknown.household(id, settlement.household(), user);
        } else if (settlement.note() != null) {
            unknown.note(id, settlement.note(), user);
        }
    }
}
