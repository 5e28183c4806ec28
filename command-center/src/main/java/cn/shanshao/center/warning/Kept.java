package cn.shanshao.center.warning;

import cn.shanshao.ingest.wire.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A warning, and what only its own module has to know.
 *
 * @param handLevel at which somebody opened it by hand: no instrument clears that
 * @param called who was called since its clock was set, each as division and login
 */
record Kept(Warning warning, @Nullable Level handLevel, List<String> called) {
    Kept {
        called = List.copyOf(called);
    }
}
