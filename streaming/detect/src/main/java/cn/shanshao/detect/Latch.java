package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether one level holds: a switch with a delay to each side.
 *
 * @param from time of the reading that began the run which switched it on, or off; {@link #NONE} when it never was on
 * @param pending time of the reading that began the contrary run; {@link #NONE} when there is none
 */
record Latch(boolean on, long from, long pending) {
    static final long NONE = Long.MIN_VALUE;
    private static final int ON = 1;
    private static final int FROM = 2;
    private static final int PENDING = 4;

    static final Latch OFF = new Latch(false, NONE, NONE);

    /** A level that is taken over as holding since then. */
    static Latch held(long from) {
        return new Latch(true, from, NONE);
    }

    /** Time passes, and the last value is taken to stand. */
    Latch advance(long to, Ladder ladder) {
        if (pending == NONE || to - pending < delay(ladder)) {
            return this;
        }
        return new Latch(!on, pending, NONE);
    }

    Latch apply(Sample sample, int level, Ladder ladder) {
        var contrary = on ? ladder.releases(level, sample) : ladder.exceeds(level, sample);
        if (!contrary) {
            return pending == NONE ? this : new Latch(on, from, NONE);
        }
        var begun = pending == NONE ? new Latch(on, from, sample.at()) : this;
        return begun.advance(sample.at(), ladder);
    }

    /** When it switches if no other value comes; {@link Long#MAX_VALUE} when it does not. */
    long due(Ladder ladder) {
        return pending == NONE ? Long.MAX_VALUE : pending + delay(ladder);
    }

    private long delay(Ladder ladder) {
        return on ? ladder.offDelay : ladder.onDelay;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((on ? ON : 0) | (from == NONE ? 0 : FROM) | (pending == NONE ? 0 : PENDING));
        if (from != NONE) {
            out.writeLong(from);
        }
        if (pending != NONE) {
            out.writeLong(pending);
        }
    }

    static Latch read(DataInput in) throws IOException {
        var bits = in.readByte();
        return new Latch(
                (bits & ON) != 0,
                (bits & FROM) == 0 ? NONE : in.readLong(),
                (bits & PENDING) == 0 ? NONE : in.readLong());
    }
}
