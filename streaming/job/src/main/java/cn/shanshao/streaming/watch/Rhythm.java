package cn.shanshao.streaming.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often one channel of a device speaks.
 *
 * @param last placed time of its newest reading, Unix ms
 * @param value of that reading
 * @param gap between its readings of late, ms
 * @param heard when it came, processing time, Unix ms
 * @param times that it was heard anew, at most {@value #LEARNT}
 */
record Rhythm(long last, double value, double gap, long heard, int times) {
    /** So often it is heard before anybody knows its rhythm [our default]. */
    static final int LEARNT = 3;

    /** So many of its own gaps, or of the device's intervals, make a silence. */
    private static final int GAPS = 3;

    /** The newest gap counts for so much: a pause is forgotten after some readings [our default]. */
    private static final double NEWEST = 0.25;

    static Rhythm first(long at, double value, double interval, long now) {
        return new Rhythm(at, value, interval * 1_000, now, 1);
    }

    Rhythm hear(long at, double other, long now) {
        return at <= last
                ? new Rhythm(last, value, gap, Math.max(heard, now), times)
                : new Rhythm(at, other, gap + NEWEST * (at - last - gap), now, Math.min(LEARNT, times + 1));
    }

    /**
     * How long it may be silent while others of its device speak, ms.
     *
     * @param interval of the device, s
     * @param least whatever its rhythm, ms
     */
    double patience(double interval, double least) {
        return Math.max(least, GAPS * Math.max(gap, interval * 1_000));
    }

    /** The same, heard only so often. */
    Rhythm with(int often) {
        return new Rhythm(last, value, gap, heard, often);
    }

    boolean isLearnt() {
        return times >= LEARNT;
    }

    /** Without how often it was heard, which stands where it was not often. */
    void write(DataOutput out) throws IOException {
        out.writeLong(last);
        out.writeDouble(value);
        out.writeDouble(gap);
        out.writeLong(heard);
    }

    static Rhythm read(DataInput in) throws IOException {
        return new Rhythm(in.readLong(), in.readDouble(), in.readDouble(), in.readLong(), LEARNT);
    }
}
