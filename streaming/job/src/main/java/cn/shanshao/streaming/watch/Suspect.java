package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.wire.Level;
import cn.shanshao.streaming.flow.Leap;
import org.jspecify.annotations.Nullable;

/**
 * A leap at a point, and whether another instrument bears it out.
 *
 * @param level at which it is borne out; {@code null} while it stands alone
 * @param by the device that bears it out; {@code null} while it stands alone
 * @param since when that was known, Unix ms by the clock of the point
 */
record Suspect(Leap leap, @Nullable Level level, @Nullable String by, long since) {
    static Suspect alone(Leap leap) {
        return new Suspect(leap, null, null, 0);
    }

    /** It is told again: of the same leap the gravest word holds until it is decided on. */
    Suspect again(Leap now) {
        var before = leap.voice();
        var voice = now.voice();
        var isLess = leap.at() == now.at()
                && before != null
                && voice != null
                && before.level().compareTo(voice.level()) > 0;
        return isLess ? this : new Suspect(now, level, by, since);
    }
}
