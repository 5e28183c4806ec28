package cn.shanshao.detect.rain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How often a gauge is read: as it is set, or else as it has been of late. */
final class Pace {
    /** A reading may come late by half an interval and a minute before one is taken for lost. */
    private static final double LATE = 1.5;

    private static final long SLACK = 60_000;

    /** A longer interval is learnt within some ten readings, a shorter one at once. */
    private static final double LEARNS = 1.1;

    private final long set;
    private long usual;

    /** @param set ms; 0 when it is not known */
    Pace(long set) {
        this.set = set;
        usual = set;
    }

    /** The usual time between two readings, ms; 0 while nothing is known. */
    long usual() {
        return usual;
    }

    boolean isGap(long length) {
        return usual > 0 && length > LATE * usual + SLACK;
    }

    void look(long length) {
        if (set == 0) {
            usual = usual == 0 ? length : Math.min(length, Math.round(usual * LEARNS) + 1);
        }
    }

    Pace copy() {
        var copy = new Pace(set);
        copy.usual = usual;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(usual);
    }

    void read(DataInput in) throws IOException {
        usual = in.readLong();
    }
}
