package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Approval.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code approval}.
 *
 * @param author username
 * @param instance of the process engine; {@code null} for a moment only, before it has begun
 */
record Paper(
        Submission said,
        int round,
        State state,
        Carrier carrier,
        String author,
        Instant submittedAt,
        @Nullable Instant dueAt,
        int stage,
        @Nullable String instance) {
    String id() {
        return said.id();
    }

    /** @throws Problem 409 when nobody is to sign it now */
    void mustBeSigned() {
        if (state != State.SIGNING) {
            throw Problem.conflict("approval %s is %s, nobody signs it now"
                    .formatted(
                            id(),
                            state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
        }
        if (carrier == Carrier.PLATFORM) {
            throw Problem.conflict("approval %s is signed in the shared approval platform (已送共享审批平台)".formatted(id()));
        }
    }

    boolean isOpen() {
        return state == State.SIGNING || state == State.SENT_BACK;
    }
}
