package cn.shanshao.center.warning;

import cn.shanshao.center.alert.Episode;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert that supports a warning, as it stood when the warning was last told of it.
 *
 * @param level {@code null} once it is over
 * @param at when it came to the warning
 * @param risenAt when it came, opened again or climbed last
 * @param settled level that it had when people dismissed, shelved or lifted the warning, which is what they have judged of
 *     it; {@code null} where they have judged nothing that still stands
 * @param ordered level at which a standing order has acted on it; {@code null}: at none that it still holds
 */
record Support(
        String episodeId,
        @Nullable Level level,
        boolean open,
        Instant at,
        Instant risenAt,
        @Nullable Level settled,
        @Nullable Level ordered) {
    /** One that comes to a warning now. */
    static Support of(Episode episode, Instant now) {
        return new Support(episode.id(), episode.level(), episode.open(), now, now, null, null);
    }

    /**
     * As it stands now. What has been judged of it ends with it.
     *
     * @param isLifted people were told that it is over: what eases after that and climbs again is news to them
     */
    Support follow(Episode episode, Instant now, boolean isLifted) {
        var next = episode.level();
        var climbs = next != null && (level == null || next.compareTo(level) > 0);
        var judged = next == null || settled == null ? null : isLifted ? lower(settled, next) : settled;
        // at a lower level an order acts again when the alert climbs back
        var held = next == null || ordered == null ? null : lower(ordered, next);
        return new Support(episodeId, next, episode.open(), at, climbs ? now : risenAt, judged, held);
    }

    Support ordered(Level acted) {
        return new Support(episodeId, level, open, at, risenAt, settled, acted);
    }

    boolean stands(Episode episode) {
        return open == episode.open() && level == episode.level();
    }

    private static Level lower(Level a, Level b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** The gravest level that any of them holds. */
    static Optional<Level> worst(Collection<Support> all) {
        return worst(all.stream().map(Support::level));
    }

    /** The gravest level that people have not judged: of one that is new, or above what it was when they did. */
    static Optional<Level> worstUnjudged(Collection<Support> all) {
        return worst(all.stream()
                .filter(s -> s.level != null && (s.settled == null || s.level.compareTo(s.settled) > 0))
                .map(Support::level));
    }

    private static Optional<Level> worst(Stream<@Nullable Level> levels) {
        return levels.filter(Objects::nonNull).max(Level::compareTo);
    }
}
