package cn.shanshao.ingest.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hazard point that is not normal.
 *
 * @param level the worst open level; {@code null} when the point is only blind
 * @param since when that level began; {@code null} when there is none
 * @param rules ids of the open rules
 * @param blind no device of the point can be heard
 */
public record PointState(
        String pointId, @Nullable Level level, @Nullable Instant since, List<String> rules, boolean blind) {
    public PointState {
        rules = List.copyOf(rules);
    }

    /** The retained document {@code state/{division}}: every point of the division that is not normal. */
    public record OfDivision(String division, Instant at, List<PointState> points) {
        public OfDivision {
            points = List.copyOf(points);
        }
    }
}
