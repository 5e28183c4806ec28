package cn.shanshao.center.alert;

import cn.shanshao.center.registry.KnownMask;
import cn.shanshao.ingest.wire.Alert;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode as screens show it: all keys of its newest alert, the names of what it is about, who has seen it, and
 * every step it took.
 *
 * @param masks spans of its readings, or of those of its point's instruments, that somebody has called bad, and that
 *     lie in it or were made while it was open
 */
public record AlertView(
        @JsonUnwrapped Alert alert,
        @Nullable String pointName,
        @Nullable String deviceName,
        boolean open,
        Instant firstAt,
        Annunciation annunciation,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedComment,
        List<Word> history,
        List<KnownMask> masks) {
    public AlertView {
        masks = List.copyOf(masks);
        history = List.copyOf(history);
    }
}
