package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hazard point that is not normal.
 *
 * @param level how grave things stand at the point as a whole: it rises at once, and falls one level per half hour;
 *     {@code null} when the point is only blind
 * @param since when that level began; {@code null} when there is none
 * @param rules ids of the open rules
 * @param blind no instrument of the point can be heard
 * @param confidence 0…1; {@code null} when there is no level
 */
public record PointState(
        String pointId,
        @Nullable Level level,
        @Nullable Instant since,
        List<String> rules,
        boolean blind,
        @Nullable Double confidence) {
    public PointState {
        rules = List.copyOf(rules);
    }

    /** Of which nobody has said how sure it is. */
    public PointState(
            String pointId, @Nullable Level level, @Nullable Instant since, List<String> rules, boolean blind) {
        this(pointId, level, since, rules, blind, null);
    }

    /** The retained document {@code state/{division}}: every point of the division that is not normal. */
    public record OfDivision(String division, Instant at, List<PointState> points) {
        public OfDivision {
            points = List.copyOf(points);
        }
    }
}
