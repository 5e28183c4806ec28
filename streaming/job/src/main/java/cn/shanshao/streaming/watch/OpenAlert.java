package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Voice;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open episode at a point.
 *
 * @param alert as it was published last
 * @param voice what it says to the others; {@code null} for equipment, and for what is made of others
 * @param sounded the level at which sirens were last set off for it; {@code null} for never
 * @param sirens that were set off
 */
record OpenAlert(
        Alert alert, @Nullable Voice voice, @Nullable Level sounded, List<String> sirens) {
    OpenAlert {
        sirens = List.copyOf(sirens);
    }

    OpenAlert with(Alert published) {
        return new OpenAlert(published, voice, sounded, sirens);
    }

    /** Its sirens may be set off anew. */
    OpenAlert again() {
        return new OpenAlert(alert, voice, null, sirens);
    }

    /** Its sirens are silent. */
    OpenAlert silent() {
        return new OpenAlert(alert, voice, null, List.of());
    }

    OpenAlert sounded(Level level, List<String> more) {
        var all = new ArrayList<>(sirens);
        more.stream().filter(siren -> !all.contains(siren)).forEach(all::add);
        return new OpenAlert(alert, voice, level, all);
    }
}
