package cn.shanshao.center.alert;

import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rule exceeded at one target, from its first alert to its end.
 *
 * @param alert the newest word on it, under the id of the episode
 * @param firstAt when it opened
 * @param acknowledgement of its present level; {@code null} until somebody gives it, and again when the level or its
 *     evidence rises
 * @param regrown up to which level its evidence has grown again under the level that it holds, though not up to it;
 *     {@code null} where it has not
 */
public record Episode(
        Alert alert,
        boolean open,
        Instant firstAt,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Level regrown) {

    public String id() {
        return alert.id();
    }

    /** The level it holds now; {@code null} when it is over or about equipment. */
    public @Nullable Level level() {
        return open ? alert.level() : null;
    }

    /** What its evidence says now, which is less than its level where that is only held; {@code null} for normal. */
    public @Nullable Level strength() {
        return open ? strength(alert) : null;
    }

    /** The same, that this person has seen. */
    Episode seen(Acknowledgement by) {
        return new Episode(alert, open, firstAt, by, regrown);
    }

    static @Nullable Level strength(Alert alert) {
        var hold = alert.hold();
        return hold == null ? alert.level() : hold.evidence();
    }

    public Annunciation annunciation() {
        return Annunciation.of(this);
    }

    /** Somebody has seen it. */
    public record Acknowledgement(
            String by, Instant at, @Nullable String comment) {}
}
