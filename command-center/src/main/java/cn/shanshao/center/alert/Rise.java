package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a word on an episode is worse than the one before it. */
final class Rise {
    private Rise() {}

    /**
     * It opens, opens again, or climbs, or its evidence grows up to a level that was only held: those who must act are told.
     */
    static boolean is(@Nullable Alert before, Alert now) {
        if (now.state() == AlertState.CLEARED) {
            return false;
        }
        return before == null
                || before.state() == AlertState.CLEARED
                || Level.isAbove(now.level(), before.level())
                || before.hold() != null && now.hold() == null && Level.isAbove(now.level(), Episode.strength(before));
    }

    /**
     * Whoever has seen the word before has not seen this: it rises, or it tells of a height whose own word never came.
     */
    static boolean isUnseen(@Nullable Alert before, Alert now) {
        return is(before, now) || Level.isAbove(now.highest(), before == null ? null : before.highest());
    }

    /** Whether any of these words, oldest first, is unseen to somebody who has seen the first of them. */
    static boolean isAny(List<Alert> words) {
        for (var i = 1; i < words.size(); i++) {
            if (isUnseen(words.get(i - 1), words.get(i))) {
                return true;
            }
        }
        return false;
    }
}
