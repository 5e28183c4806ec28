package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the world has been told of one episode.
 *
 * @param id made once, when it was told first
 * @param seq a number that the next word must exceed; 0 when only this job has told it, and others number its words
 * @param episode as it was told last
 * @param state the last word
 * @param unsure taken over from others, and not yet confirmed
 * @param floor the highest level that was told before its readings were corrected, which no later word lowers or
 *     withdraws; {@code null} where nothing was corrected
 */
record Told(
        String id,
        long seq,
        Episode episode,
        AlertState state,
        boolean unsure,
        @Nullable Level floor) {
    private static final int UNSURE = 1;
    private static final int FLOOR_BITS = 1;

    Told(String id, long seq, Episode episode, AlertState state, boolean unsure) {
        this(id, seq, episode, state, unsure, null);
    }

    /** It was said, whatever is thought of its readings now. */
    Told corrected() {
        return new Told(id, seq, episode, state, unsure, episode.highest());
    }

    /** An episode as it may be told after this. */
    Episode lifted(Episode now) {
        return floor == null ? now : now.atLeast(floor);
    }

    /** The word that brings the world from here to there. */
    AlertState word(Episode now) {
        if (!now.isOpen()) {
            return AlertState.CLEARED;
        }
        if (!episode.isOpen()) {
            return AlertState.RAISED;
        }
        Level before = episode.level();
        var change = now.level().compareTo(before);
        return change > 0 ? AlertState.ESCALATED : change < 0 ? AlertState.EASED : state;
    }

    Told sure() {
        return new Told(id, seq, episode, state, false, floor);
    }

    Told numbered(long last) {
        return new Told(id, last, episode, state, unsure, floor);
    }

    /** It is told again, whatever is new. */
    Told inDoubt() {
        return new Told(id, seq, episode, state, episode.isOpen(), floor);
    }

    /** Nothing is new of it; that an open one stood on a doubtful reading and does so no more is new. */
    boolean says(Episode now) {
        return !unsure
                && (episode.last().clean() || !now.last().clean() || !now.isOpen())
                && episode.opened() == now.opened()
                && episode.since() == now.since()
                && episode.level() == now.level()
                && episode.highest() == now.highest()
                && episode.isOpen() == now.isOpen();
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeLong(seq);
        episode.write(out);
        out.writeByte(Scale.of(state));
        out.writeByte((unsure ? UNSURE : 0) | (floor == null ? 0 : Scale.of(floor) + 1 << FLOOR_BITS));
    }

    static Told read(DataInput in) throws IOException {
        var id = in.readUTF();
        var seq = in.readLong();
        var episode = Episode.read(in);
        var state = Scale.STATES.get(in.readByte());
        var bits = in.readByte();
        var floor = bits >> FLOOR_BITS;
        return new Told(id, seq, episode, state, (bits & UNSURE) != 0, floor == 0 ? null : Scale.LEVELS.get(floor - 1));
    }
}
