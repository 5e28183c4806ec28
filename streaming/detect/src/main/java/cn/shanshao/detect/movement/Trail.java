package cn.shanshao.detect.movement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where a mark has been: every reading of late, and means of more and more readings the longer ago it was. A million
 * readings leave about {@value #PER_SIZE} means of each size 1, 2, 4, … behind, so the resolution is some percent of the
 * age, whatever the age.
 */
final class Trail {
    /** Means of one size are joined in pairs when there are more. */
    static final int PER_SIZE = 12;

    /** What is longer ago says nothing of today: days. */
    private static final double REACH = 400;

    private static final double DAY_MS = 86_400_000;

    private double[] t = new double[32];
    private double[] x = new double[32];
    private int[] count = new int[32];
    private int size;

    /**
     * @param at Unix ms, above that of the one before
     * @param place mm
     */
    void add(long at, double place) {
        add(at, place, 1);
    }

    /**
     * A mean in place of the readings that it was made of, as a store keeps what was long ago.
     *
     * @param at their mean time
     * @param readings how many, and not more than the means before stand for
     */
    void add(long at, double place, int readings) {
        if (size == t.length) {
            t = Arrays.copyOf(t, size * 2);
            x = Arrays.copyOf(x, size * 2);
            count = Arrays.copyOf(count, size * 2);
        }
        t[size] = at / DAY_MS;
        x[size] = place;
        count[size++] = readings;
        condense(Integer.highestOneBit(2 * readings - 1));
        forget();
    }

    /** Joins the two eldest of a size that has too many; that may make too many of the next. */
    private void condense(int least) {
        var end = size;
        for (var one = least; end > 0; one *= 2) {
            var start = end;
            while (start > 0 && count[start - 1] <= one) {
                start--;
            }
            if (end - start <= PER_SIZE) {
                return;
            }
            join(start);
            end = start + 1;
        }
    }

    private void join(int i) {
        var both = count[i] + count[i + 1];
        t[i] += (t[i + 1] - t[i]) * count[i + 1] / both;
        x[i] += (x[i + 1] - x[i]) * count[i + 1] / both;
        count[i] = both;
        remove(i + 1, 1);
    }

    private void remove(int from, int many) {
        for (var column : new double[][] {t, x}) {
            System.arraycopy(column, from + many, column, from, size - from - many);
        }
        System.arraycopy(count, from + many, count, from, size - from - many);
        size -= many;
    }

    private void forget() {
        var old = 0;
        while (t[old] < t[size - 1] - REACH) {
            old++;
        }
        if (old > 0) {
            remove(0, old);
        }
    }

    int size() {
        return size;
    }

    /** Time of a mean, days since 1970. */
    double t(int i) {
        return t[i];
    }

    double x(int i) {
        return x[i];
    }

    int count(int i) {
        return count[i];
    }

    Trail copy() {
        var copy = new Trail();
        copy.t = Arrays.copyOf(t, Math.max(32, size));
        copy.x = Arrays.copyOf(x, Math.max(32, size));
        copy.count = Arrays.copyOf(count, Math.max(32, size));
        copy.size = size;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (var i = 0; i < size; i++) {
            out.writeDouble(t[i]);
            out.writeDouble(x[i]);
            out.writeInt(count[i]);
        }
    }

    static Trail read(DataInput in) throws IOException {
        var trail = new Trail();
        trail.size = in.readInt();
        trail.t = new double[Math.max(32, trail.size)];
        trail.x = new double[trail.t.length];
        trail.count = new int[trail.t.length];
        for (var i = 0; i < trail.size; i++) {
            trail.t[i] = in.readDouble();
            trail.x[i] = in.readDouble();
            trail.count[i] = in.readInt();
        }
        return trail;
    }
}
