package cn.shanshao.center.warning;

import java.time.Instant;
import java.util.Map;

/**
 * A line of a warning's log.
 *
 * @param by username, or {@code job} or {@code system}
 * @param act what was done, e.g. {@code verify}
 */
public record WarningEntry(Instant at, String by, String act, Map<String, Object> detail) {
    public WarningEntry {
        detail = Map.copyOf(detail);
    }
}
