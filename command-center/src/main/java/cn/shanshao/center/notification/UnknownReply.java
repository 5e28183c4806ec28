package cn.shanshao.center.notification;

import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came from a number that is nobody's.
 *
 * @param phone masked; {@code null} once it was erased
 * @param text {@code null} once it was erased
 * @param realm of the gateway that brought it; {@code null} of one that came before that was kept
 */
public record UnknownReply(
        String id,
        @Nullable String phone,
        @Nullable String text,
        Meaning meaning,
        @Nullable Realm realm,
        Instant at) {
    /** Without what was typed, so that it does not end in a log. */
    @Override
    public String toString() {
        return "UnknownReply[%s]".formatted(id);
    }
}
