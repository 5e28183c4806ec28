package cn.shanshao.detect.fusion;

import cn.shanshao.ingest.wire.Level;
import org.jspecify.annotations.Nullable;

/**
 * The level that a point is shown at: it rises at once, and falls one level for each time that the evidence has stayed
 * below it.
 *
 * @param level {@code null} for normal
 * @param since when it began, Unix ms by the clock of the readings
 * @param below since when the evidence has been below it; {@link #NEVER} while it is not
 */
public record Held(@Nullable Level level, long since, long below) {
    public static final long NEVER = Long.MAX_VALUE;
    public static final Held NORMAL = new Held(null, 0, NEVER);

    /** For each level [our default]: slopes and gullies move again, and one pulse of a debris flow follows another. ms. */
    public static final long TIME = 1_800_000;

    /**
     * @param evidence what is said now
     * @param evidenceSince when that level began
     * @param clock of the point, Unix ms
     */
    public Held next(@Nullable Level evidence, long evidenceSince, long clock) {
        if (evidence != null && (level == null || evidence.compareTo(level) > 0)) {
            return new Held(evidence, evidenceSince, NEVER);
        }
        if (level == evidence) {
            return level == null ? NORMAL : new Held(level, Math.min(since, evidenceSince), NEVER);
        }
        return fall(evidence, clock);
    }

    private Held fall(@Nullable Level evidence, long clock) {
        var now = below == NEVER ? new Held(level, since, clock) : this;
        while (now.level != evidence && clock - now.below >= TIME) {
            now = new Held(oneBelow(now.level), now.below + TIME, now.below + TIME);
        }
        return now.level == null ? NORMAL : now.level == evidence ? new Held(now.level, now.since, NEVER) : now;
    }

    private static @Nullable Level oneBelow(@Nullable Level level) {
        return level == null || level == Level.BLUE ? null : Level.ofRank(level.rank() - 1);
    }

    /** When it falls, by the clock of the point; {@link #NEVER} while it does not. */
    public long due() {
        return below == NEVER ? NEVER : below + TIME;
    }
}
