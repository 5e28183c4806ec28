package cn.shanshao.center.monitoring;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of one device that could not be taken.
 *
 * @param count of all there ever was
 * @param last newest first
 */
public record RejectedInput(long count, List<Item> last) {
    public RejectedInput {
        last = List.copyOf(last);
    }

    /**
     * One piece of it.
     *
     * @param payload its beginning, read as text
     */
    public record Item(
            Instant t,
            String topic,
            String reason,
            String detail,
            @Nullable Integer index,
            String payload) {}
}
