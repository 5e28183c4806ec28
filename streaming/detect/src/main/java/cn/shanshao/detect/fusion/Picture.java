package cn.shanshao.detect.fusion;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence at one point says now, before any patience.
 *
 * @param level the worst that counts; {@code null} for none
 * @param since when it began, Unix ms; the same whatever came first
 * @param sure the highest level that two independent instruments stand behind; {@code null} for none
 * @param agreed two independent instruments agree on yellow at least, if not on this level; or the pattern holds
 * @param confidence 0…1
 */
public record Picture(
        @Nullable Level level, long since, @Nullable Level sure, boolean agreed, double confidence) {
    public static final Picture CALM = new Picture(null, 0, null, false, 1);

    /** Two independent instruments stand behind the level itself. */
    public boolean corroborated() {
        return level != null && sure == level;
    }

    public boolean isAtLeast(Level other) {
        return level != null && level.atLeast(other);
    }
}
