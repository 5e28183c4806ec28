package cn.shanshao.detect;

import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the world has been told of one episode.
 *
 * @param id made once, when it was told first
 * @param seq a number that the next word must exceed; 0 when only this job has told it, and others number its words
 * @param episode as it was told last
 * @param state the last word
 * @param unsure taken over from others, and not yet confirmed
 */
record Told(String id, long seq, Episode episode, AlertState state, boolean unsure) {

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
        return new Told(id, seq, episode, state, false);
    }

    Told numbered(long last) {
        return new Told(id, last, episode, state, unsure);
    }

    /** It is told again, whatever is new. */
    Told inDoubt() {
        return new Told(id, seq, episode, state, episode.isOpen());
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
        out.writeBoolean(unsure);
    }

    static Told read(DataInput in) throws IOException {
        return new Told(
                in.readUTF(), in.readLong(), Episode.read(in), Scale.STATES.get(in.readByte()), in.readBoolean());
    }
}
