package cn.shanshao.center.warning;

import cn.shanshao.center.warning.Audience.Headcount;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong at one hazard point, from its first alert of yellow or above to the review: every alert of the point
 * meanwhile belongs to it.
 *
 * @param version rises with every change
 * @param level that is detected now; where {@code quiet}, the last one that was
 * @param highest so far
 * @param issued level that people were told; {@code null} where they were told none, or that it is over
 * @param quiet all alerts of it have cleared: people decide what that means
 * @param byHand opened by somebody who saw or heard of something, not by an alert
 * @param people who are to be warned, villagers who stand on no household's card among them: as it is stored by the roster
 *     of when the warning opened, last rose or was closed; as screens show it, by the roster now until it is closed
 * @param households with a card to which these belong
 * @param alertIds in the order in which they came
 * @param acknowledgedBy who took it on at its present level; {@code null} while nobody has
 * @param shelf {@code null} unless it was put aside
 * @param clock until when somebody must take it on; {@code null} when somebody has
 * @param unverifiedAt when a red that nobody has signed or dismissed goes to the people on the spot; {@code null} when
 *     none is to go
 */
public record Warning(
        String id,
        long version,
        String pointId,
        String division,
        Realm realm,
        WarningState state,
        Level level,
        Level highest,
        @Nullable Level issued,
        boolean quiet,
        boolean byHand,
        int people,
        int households,
        List<String> alertIds,
        Instant openedAt,
        Instant changedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Shelf shelf,
        @Nullable Due clock,
        @Nullable Instant unverifiedAt) {
    public Warning {
        alertIds = List.copyOf(alertIds);
    }

    /** The same, with so many to be warned. */
    Warning reaching(Headcount below) {
        return new Warning(
                id,
                version,
                pointId,
                division,
                realm,
                state,
                level,
                highest,
                issued,
                quiet,
                byHand,
                below.people(),
                below.households(),
                alertIds,
                openedAt,
                changedAt,
                acknowledgedBy,
                acknowledgedAt,
                shelf,
                clock,
                unverifiedAt);
    }

    /** Where anybody reads it: without who did what. */
    Warning unnamed() {
        return new Warning(
                id,
                version,
                pointId,
                division,
                realm,
                state,
                level,
                highest,
                issued,
                quiet,
                byHand,
                people,
                households,
                alertIds,
                openedAt,
                changedAt,
                acknowledgedBy == null ? null : "",
                acknowledgedAt,
                shelf == null ? null : new Shelf(shelf.until(), "", "", shelf.level()),
                clock,
                unverifiedAt);
    }

    /** Until then it is not shown among what waits (搁置), unless an alert is new or worse; {@code level} is what it was at. */
    public record Shelf(Instant until, String reason, String by, Level level) {}

    /**
     * When it climbs to the next person.
     *
     * @param stage 0 while it is shown to those on duty; from 1 on so many calls have gone out
     * @param nobody how often there was nobody at all who could be rung
     */
    public record Due(Instant dueAt, int stage, int nobody) {}
}
