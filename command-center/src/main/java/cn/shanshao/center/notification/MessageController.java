package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Phones;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages and replies over HTTP. */
@RestController
class MessageController {
    private static final int LONGEST_LIST = 1_000;

    private final Messages messages;
    private final Erasure erasure;
    private final Calls calls;

    MessageController(Messages messages, Erasure erasure, Calls calls) {
        this.messages = messages;
        this.erasure = erasure;
        this.calls = calls;
    }

    /** @param phone of somebody who wants to be forgotten; in the body, for addresses end in logs */
    record Forgetting(@NotNull String phone) {
        /** Without the number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Forgetting[]";
        }
    }

    /** @param erased messages and replies that nobody can read any more; that they were sent, and when, stays */
    record Forgotten(int erased) {}

    @GetMapping("/api/v1/messages")
    List<MessageView> messages(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String pointId,
            @RequestParam(required = false) @Nullable String alertId,
            @RequestParam(required = false) @Nullable String warningId,
            @RequestParam(required = false) @Nullable String householdId,
            @RequestParam(required = false) @Nullable String phone,
            @RequestParam(defaultValue = "100") int limit) {
        if (phone != null && !user.seesPeople()) {
            throw Problem.forbidden("your role sees nobody's number, so it cannot search by one");
        }
        return messages.list(
                user, new Messages.Filter(pointId, alertId, warningId, householdId, phone), checked(limit));
    }

    @GetMapping("/api/v1/replies")
    List<ReplyView> replies(@AuthenticationPrincipal CurrentUser user, @RequestParam(defaultValue = "100") int limit) {
        return messages.replies(user, checked(limit));
    }

    /** Erases for ever what messages and replies of the user's divisions hold of a number. */
    @PostMapping("/api/v1/messages/erasures")
    @OnlyFor(Role.ADMINISTRATOR)
    Forgotten forget(@AuthenticationPrincipal CurrentUser user, @Valid @RequestBody Forgetting form) {
        return new Forgotten(erasure.ofNumber(Phones.normal(form.phone()), user));
    }

    /** @param state what the carrier said */
    record Called(Calls.State state) {}

    /** Has the person of a message called: the text is spoken, and the key that is pressed becomes an answer to it. */
    @PostMapping("/api/v1/messages/{id}/call")
    @OnlyFor({Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Called call(@AuthenticationPrincipal CurrentUser user, @PathVariable long id) {
        return new Called(calls.call(id, user));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Problem.badParameter("limit", limit, "1…" + LONGEST_LIST);
        }
        return limit;
    }
}
