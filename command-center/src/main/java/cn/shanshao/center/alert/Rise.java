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
     * The same of an episode, which knows its past: also evidence that grows again below the level that is held, once for
     * each level that it reaches. What wavers between two levels wakes nobody a second time.
     */
    static boolean is(@Nullable Episode before, Alert now) {
        if (before == null) {
            return is((Alert) null, now);
        }
        return is(before.alert(), now) || Level.isAbove(regrown(before, now), before.regrown());
    }

    /**
     * Up to which level evidence has grown again since it fell below the level that is held. It counts from the start where
     * the level has changed, or was borne out in between; {@code null}: it has not grown.
     */
    static @Nullable Level regrown(Episode before, Alert now) {
        if (!isHeldOn(before.alert(), now)) {
            return null;
        }
        var evidence = Episode.strength(now);
        var isMore = grows(before.alert(), now) && Level.isAbove(evidence, before.regrown());
        return isMore ? evidence : before.regrown();
    }

    /** The same level is only held, by both words. */
    private static boolean isHeldOn(Alert before, Alert now) {
        return now.state() != AlertState.CLEARED
                && now.hold() != null
                && before.hold() != null
                && now.level() == before.level();
    }

    /** Blue wakes nobody, here as elsewhere. */
    private static boolean grows(Alert before, Alert now) {
        var evidence = Episode.strength(now);
        return isHeldOn(before, now)
                && evidence != null
                && evidence.atLeast(Level.YELLOW)
                && Level.isAbove(evidence, Episode.strength(before));
    }

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

    /**
     * Whether any of these words, oldest first, is unseen to somebody who has seen the first of them. Evidence below a level
     * that is only held, which has sunk since and grows again, says no more than they have seen.
     */
    static boolean isAny(List<Alert> words) {
        for (var i = 1; i < words.size(); i++) {
            var before = words.get(i - 1);
            var now = words.get(i);
            if (isUnseen(before, now)
                    || grows(before, now) && Level.isAbove(Episode.strength(now), Episode.strength(words.get(0)))) {
                return true;
            }
        }
        return false;
    }
}
