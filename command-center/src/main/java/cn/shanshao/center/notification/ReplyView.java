package cn.shanshao.center.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed, as screens show it.
 *
 * @param from {@code null} when the number is nobody's
 * @param division of the point; {@code null} where there is none
 */
public record ReplyView(
        String id,
        @Nullable From from,
        @Nullable String division,
        @Nullable String pointId,
        @Nullable String pointName,
        @Nullable String messageId,
        String text,
        Meaning meaning,
        Instant at) {

    /**
     * Who typed it.
     *
     * @param phone masked
     */
    public record From(String name, String phone) {}
}
