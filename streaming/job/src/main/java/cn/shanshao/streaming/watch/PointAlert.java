package cn.shanshao.streaming.watch;

import cn.shanshao.detect.Identity;
import cn.shanshao.detect.fusion.Held;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Hold;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.PointConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alert of a point itself, as one way of looking at it would tell it now.
 *
 * @param before as it was told last; {@code null} for a new episode
 * @param isWithdrawn what was said before has never been
 */
record PointAlert(
        PointView view, PointConfig point, @Nullable Alert before, boolean isWithdrawn, Instant now) {
    /** A change of confidence that is worth another word. */
    private static final double MUCH = 0.095;

    /**
     * @param held the level, not normal
     */
    Alert at(Held held, double confidence, boolean isCorroborated) {
        var level = Objects.requireNonNull(held.level());
        var since = held.since();
        var state = state(level);
        var highest = before == null || before.highest() == null || isWithdrawn || level.atLeast(before.highest())
                ? level
                : before.highest();
        return new Alert(
                before == null ? Identity.of(view.rule(), point.id(), since) : before.id(),
                before == null ? 0 : before.seq(),
                point.id(),
                point.realm(),
                state,
                level,
                highest,
                null,
                view.kind(),
                point.id(),
                null,
                point.division(),
                view.rule(),
                1,
                null,
                null,
                null,
                null,
                confidence,
                false,
                null,
                Instant.ofEpochMilli(since),
                newest(since),
                now,
                view.forecast(),
                hold(held),
                view.evidence(),
                view.text(state, point.name(), level, isCorroborated));
    }

    private @Nullable Hold hold(Held held) {
        return held.below() == Held.NEVER
                ? null
                : new Hold(
                        Instant.ofEpochMilli(held.below()),
                        Instant.ofEpochMilli(held.due()),
                        view.picture().level());
    }

    /** The time of the newest reading that it stands on. */
    private Instant newest(long since) {
        var open = view.from().stream().map(one -> one.alert().at());
        var leapt =
                view.leaps().stream().map(one -> Instant.ofEpochMilli(one.leap().at()));
        return Stream.concat(open, leapt)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> before == null ? Instant.ofEpochMilli(since) : before.at());
    }

    private AlertState state(Level level) {
        if (before == null || before.level() == null) {
            return AlertState.RAISED;
        }
        var change = level.compareTo(before.level());
        return change > 0 ? AlertState.ESCALATED : change < 0 ? AlertState.EASED : before.state();
    }

    /** Whether there is something to tell. */
    static boolean isNews(Alert before, Alert now, boolean isCorroborated, @Nullable String order) {
        return before.level() != now.level()
                || before.highest() != now.highest()
                || !before.since().equals(now.since())
                || before.corroborated() != isCorroborated
                || !Objects.equals(before.standingOrder(), order)
                || !Objects.equals(before.forecast(), now.forecast())
                || !Objects.equals(before.hold(), now.hold())
                || Math.abs(before.confidence() - now.confidence()) >= MUCH;
    }
}
