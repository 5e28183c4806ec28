package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages and replies over HTTP. */
@RestController
class MessageController {
    private static final int LONGEST_LIST = 1_000;

    private final Messages messages;

    MessageController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/api/v1/messages")
    List<MessageView> messages(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String pointId,
            @RequestParam(required = false) @Nullable String alertId,
            @RequestParam(defaultValue = "100") int limit) {
        return messages.list(user.division(), pointId, alertId, checked(limit));
    }

    @GetMapping("/api/v1/replies")
    List<ReplyView> replies(@AuthenticationPrincipal CurrentUser user, @RequestParam(defaultValue = "100") int limit) {
        return messages.replies(user.division(), checked(limit));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw Problem.badParameter("limit", limit, "1…" + LONGEST_LIST);
        }
        return limit;
    }
}
