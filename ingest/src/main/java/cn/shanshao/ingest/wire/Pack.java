package cn.shanshao.ingest.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one payload held: the good records as readings, the bad ones one by one.
 *
 * @param readings in the order of the payload
 */
public record Pack(List<Reading> readings, List<Bad> bad) {
    public Pack {
        readings = List.copyOf(readings);
        bad = List.copyOf(bad);
    }

    /**
     * One record that could not be taken.
     *
     * @param index in the payload; {@code null} when the payload as a whole is bad
     */
    public record Bad(@Nullable Integer index, String reason, String detail) {}
}
