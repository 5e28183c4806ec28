package cn.shanshao.ingest.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The newest readings of a channel with their flags, in the order of their times. */
final class Window {
    static final int MOST = 12;

    private static final int PENDING = 1 << 4;
    private static final int FLAG = 0xf;

    private final long[] ats = new long[MOST];
    private final double[] values = new double[MOST];
    /** The flag, whether it is pending, and above that the flag without the tests of this package. */
    private final short[] marks = new short[MOST];

    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The highest time; the lowest possible when it is empty. */
    long newest() {
        return size == 0 ? Long.MIN_VALUE : ats[size - 1];
    }

    long at(int i) {
        return ats[i];
    }

    double value(int i) {
        return values[i];
    }

    int flag(int i) {
        return marks[i] & FLAG;
    }

    boolean isPending(int i) {
        return (marks[i] & PENDING) != 0;
    }

    /** Its flag without the tests of this package. */
    int base(int i) {
        return marks[i] >> 8;
    }

    /** A failed one is compared with nothing. */
    boolean counts(int i) {
        return flag(i) != Flag.FAIL;
    }

    /** Where a reading of that time belongs; it comes before what is there. */
    int place(long at) {
        var i = size;
        while (i > 0 && ats[i - 1] > at) {
            i--;
        }
        return i;
    }

    /** Puts a reading in its place; the oldest goes when there is no room. */
    void add(long at, double value, int base, int flag, boolean pending) {
        if (size == MOST) {
            move(1, 0, MOST - 1);
            size--;
        }
        var i = place(at);
        move(i, i + 1, size - i);
        ats[i] = at;
        values[i] = value;
        size++;
        mark(i, base, flag, pending);
    }

    private void move(int from, int to, int count) {
        System.arraycopy(ats, from, ats, to, count);
        System.arraycopy(values, from, values, to, count);
        System.arraycopy(marks, from, marks, to, count);
    }

    void settle(int i, int flag) {
        mark(i, base(i), flag, false);
    }

    private void mark(int i, int base, int flag, boolean pending) {
        marks[i] = (short) (base << 8 | (pending ? PENDING : 0) | flag);
    }

    /** The places of the newest {@code most} that count and stand before place {@code end}, in order. */
    int[] before(int end, int most) {
        var places = new int[most];
        var free = most;
        for (var i = end - 1; i >= 0 && free > 0; i--) {
            if (counts(i)) {
                places[--free] = i;
            }
        }
        return free == 0 ? places : Arrays.copyOfRange(places, free, most);
    }

    /** The places of those that count and stand after place {@code i}, in order. */
    int[] after(int i) {
        var all = before(size, MOST);
        var from = 0;
        while (from < all.length && all[from] <= i) {
            from++;
        }
        return Arrays.copyOfRange(all, from, all.length);
    }

    double[] values(int[] places) {
        var found = new double[places.length];
        for (var i = 0; i < places.length; i++) {
            found[i] = values[places[i]];
        }
        return found;
    }

    double median(int[] places) {
        return Hampel.median(values(places));
    }

    /** How many are suspect or have failed. */
    int strange() {
        var count = 0;
        for (var i = 0; i < size; i++) {
            count += !counts(i) || isPending(i) ? 1 : 0;
        }
        return count;
    }

    /** The place of the reading of a time; -1 when it is not here. */
    int find(long at) {
        for (var i = size - 1; i >= 0 && ats[i] >= at; i--) {
            if (ats[i] == at) {
                return i;
            }
        }
        return -1;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(size);
        for (var i = 0; i < size; i++) {
            out.writeLong(ats[i]);
            out.writeDouble(values[i]);
            out.writeShort(marks[i]);
        }
    }

    static Window read(DataInput in) throws IOException {
        var window = new Window();
        window.size = in.readByte();
        for (var i = 0; i < window.size; i++) {
            window.ats[i] = in.readLong();
            window.values[i] = in.readDouble();
            window.marks[i] = in.readShort();
        }
        return window;
    }
}
