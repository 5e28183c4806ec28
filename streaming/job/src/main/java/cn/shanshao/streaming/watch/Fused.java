package cn.shanshao.streaming.watch;

import cn.shanshao.detect.fusion.Held;
import org.jspecify.annotations.Nullable;

/**
 * What one way of fusing has made of a point.
 *
 * @param open its own episode; {@code null} while it has none
 * @param confidence of the level
 * @param faded what has set off its sirens is over, and they sound still
 */
record Fused(Held held, @Nullable OpenAlert open, double confidence, boolean faded) {
    static final Fused NORMAL = new Fused(Held.NORMAL, null, 1, false);

    Fused with(OpenAlert other) {
        return new Fused(held, other, confidence, faded);
    }
}
