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
 * @param strength what its evidence says, which is less than a level that is only held; {@code null} for normal
 * @param settled what people have judged of it: the level that it had when they dismissed or shelved the warning, or the
 *     strength when they were told that it is over; {@code null} where they have judged nothing that still stands
 * @param lifted people were told that it is over, by what the evidence said: what grows after that is news to them, though
 *     a level is held above it
 * @param regrown up to which level its evidence has grown again under a held one; {@code null}: it has not
 * @param ordered level at which a standing order has acted on it; {@code null}: at none that it still holds
 */
record Support(
        String episodeId,
        @Nullable Level level,
        @Nullable Level strength,
        boolean open,
        Instant at,
        Instant risenAt,
        @Nullable Level settled,
        boolean lifted,
        @Nullable Level regrown,
        @Nullable Level ordered) {
    /** One that comes to a warning now. */
    static Support of(Episode episode, Instant now) {
        return new Support(
                episode.id(),
                episode.level(),
                episode.strength(),
                episode.open(),
                now,
                now,
                null,
                false,
                episode.regrown(),
                null);
    }

    /** As it stands now. What has been judged of it ends with it, and after an all-clear with what it was judged by. */
    Support follow(Episode episode, Instant now) {
        var next = episode.level();
        var speaks = episode.strength();
        var climbs = Level.isAbove(next, level) || next != null && Level.isAbove(speaks, strength);
        var judged = next == null || lifted && speaks == null ? null : lifted ? lower(settled, speaks) : settled;
        // at a lower level an order acts again when the alert climbs back
        var held = next == null ? null : lower(ordered, next);
        return new Support(
                episodeId,
                next,
                speaks,
                episode.open(),
                at,
                climbs ? now : risenAt,
                judged,
                lifted && next != null,
                episode.regrown(),
                held);
    }

    /** The same in a warning that is closed: what eases after that and climbs again is news, whatever was judged of it. */
    Support followClosed(Episode episode, Instant now) {
        var then = follow(episode, now);
        return lifted
                ? then
                : new Support(
                        episodeId,
                        then.level,
                        then.strength,
                        then.open,
                        at,
                        then.risenAt,
                        lower(then.settled, then.level),
                        then.lifted,
                        then.regrown,
                        then.ordered);
    }

    /** The same, that comes to another warning now. */
    Support joining(Instant now) {
        return new Support(
                episodeId, level, strength, open, now, isJudged() ? risenAt : now, settled, lifted, regrown, ordered);
    }

    Support ordered(Level acted) {
        return new Support(episodeId, level, strength, open, at, risenAt, settled, lifted, regrown, acted);
    }

    boolean stands(Episode episode) {
        return open == episode.open()
                && level == episode.level()
                && strength == episode.strength()
                && regrown == episode.regrown();
    }

    /** What of it people have not judged; {@code null}: nothing. */
    @Nullable
    Level unjudged() {
        var speaks = lifted ? strength : level;
        return Level.isAbove(speaks, settled) ? speaks : null;
    }

    /** People were told that it is over, and it has not grown since. */
    boolean isJudged() {
        return lifted && unjudged() == null;
    }

    private static @Nullable Level lower(@Nullable Level a, @Nullable Level b) {
        return a == null || b == null ? null : a.compareTo(b) < 0 ? a : b;
    }

    /** The gravest level that any of them holds. */
    static Optional<Level> worst(Collection<Support> all) {
        return worst(all.stream().map(Support::level));
    }

    /** The same, but of those that are only held after an all-clear. */
    static Optional<Level> worstSpeaking(Collection<Support> all) {
        return worst(all.stream().filter(s -> !s.isJudged()).map(Support::level));
    }

    /** The gravest that people have not judged: of one that is new, or above what it was when they did. */
    static Optional<Level> worstUnjudged(Collection<Support> all) {
        return worst(all.stream().map(Support::unjudged));
    }

    /**
     * The gravest level up to which evidence has grown again under a held one since then; of what people were told is over,
     * {@link #unjudged} knows.
     */
    static Optional<Level> worstRegrown(Collection<Support> before, Collection<Support> now) {
        return worst(now.stream()
                .filter(s -> !s.lifted && before.stream().anyMatch(s::hasRegrownSince))
                .map(Support::regrown));
    }

    private boolean hasRegrownSince(Support then) {
        return episodeId.equals(then.episodeId) && Level.isAbove(regrown, then.regrown);
    }

    private static Optional<Level> worst(Stream<@Nullable Level> levels) {
        return levels.filter(Objects::nonNull).max(Level::compareTo);
    }
}
