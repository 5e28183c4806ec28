package cn.shanshao.detect.fusion;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence at one point says now, before any patience.
 *
 * @param level the worst that counts; {@code null} for none
 * @param since when it began, Unix ms; the same whatever came first
 * @param corroborated two independent instruments stand behind the level
 * @param agreed two independent instruments agree on yellow at least, if not on this level; or the pattern holds
 * @param confidence 0…1
 */
public record Picture(@Nullable Level level, long since, boolean corroborated, boolean agreed, double confidence) {
    public static final Picture CALM = new Picture(null, 0, false, false, 1);

    public boolean isAtLeast(Level other) {
        return level != null && level.atLeast(other);
    }
}
