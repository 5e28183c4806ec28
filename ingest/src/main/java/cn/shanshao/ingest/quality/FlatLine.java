package cn.shanshao.ingest.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * QARTOD's flat line test, in time and not in rows: a value that stands still for longer than it should is suspect, and
 * for twice as long fails. A coarse gauge on a quiet slope stands still by nature, so it must stand three times longer
 * than it ever did; and nothing is said of a channel that has hardly moved yet.
 */
final class FlatLine {
    /** It is known how long a channel stands still after so many steps. */
    static final int KNOWN = 10;

    /** So many equal values at least. */
    static final int ROWS = 5;

    static final int LONGER = 3;

    /** With each step the longest stand counts a little less: one long fault must not blind the test for ever. */
    private static final double FORGETS = 1 - 1.0 / 512;

    private double value = Double.NaN;
    private long since;
    private long last;
    private int rows;
    private int steps;
    private double longest;

    /** @param still of {@link Checks} */
    int look(long at, double now, Duration still) {
        if (still.isZero()) {
            return Flag.PASS;
        }
        if (isSame(now)) {
            rows++;
        } else {
            if (rows > 0) {
                steps = Math.min(steps + 1, Short.MAX_VALUE);
                longest = Math.max(longest * FORGETS, (double) (last - since));
            }
            value = now;
            since = at;
            rows = 1;
        }
        last = at;
        return verdict(still);
    }

    private boolean isSame(double now) {
        return Math.abs(now - value) <= 1e-9 * Math.max(1, Math.abs(value));
    }

    private int verdict(Duration still) {
        if (steps < KNOWN || rows < ROWS) {
            return Flag.PASS;
        }
        var limit = Math.max((double) still.toMillis(), LONGER * longest);
        var stand = last - since;
        return stand > 2 * limit ? Flag.FAIL : stand > limit ? Flag.SUSPECT : Flag.PASS;
    }

    boolean hasMoved() {
        return rows == 1 && steps > 0;
    }

    /** When the present value was seen first, Unix ms. */
    long since() {
        return since;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(value);
        out.writeLong(since);
        out.writeLong(last);
        out.writeInt(rows);
        out.writeShort(steps);
        out.writeDouble(longest);
    }

    static FlatLine read(DataInput in) throws IOException {
        var line = new FlatLine();
        line.value = in.readDouble();
        line.since = in.readLong();
        line.last = in.readLong();
        line.rows = in.readInt();
        line.steps = in.readShort();
        line.longest = in.readDouble();
        return line;
    }
}
