package cn.shanshao.center.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something open that goes from one shift to the next, without anybody's name.
 *
 * @param kind what it is, e.g. {@code warning}
 * @param id of it
 * @param title for people, e.g. the place
 * @param level colour on the wire; {@code null} where it has none
 * @param state where it stands
 * @param dueAt by when somebody must act; {@code null} when no clock runs
 * @param detail numbers and states worth knowing
 */
public record OpenMatter(
        String kind,
        String id,
        String title,
        @Nullable String level,
        String state,
        @Nullable Instant dueAt,
        Map<String, Object> detail) {
    public OpenMatter {
        detail = Map.copyOf(detail);
    }
}
