package cn.shanshao.detect.rain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The newest buckets of equal width of a rain record: in each what fell, in whole micrometres so that sums are exact, and
 * how many of its seconds are known, known in total only, or suspect. Buckets begin at multiples of their width since
 * 1970.
 */
final class Buckets {
    private static final int RAIN = 0;
    private static final int KNOWN = 1;
    private static final int SPREAD = 2;
    private static final int SUSPECT = 3;

    private static final long SECOND = 1000;
    private static final double PER_MM = 1000;

    private final long width;
    private final int[][] columns;
    /** Number of the newest bucket. */
    private long newest = Long.MIN_VALUE;
    /** Up to where it has been filled, Unix ms. */
    private long until = Long.MIN_VALUE;

    /** @param width ms */
    Buckets(long width, int many) {
        this.width = width;
        columns = new int[4][many];
    }

    private int many() {
        return columns[0].length;
    }

    private int slot(long bucket) {
        return (int) Math.floorMod(bucket, (long) many());
    }

    void take(Fall fall) {
        advance(fall.to());
        var units = Math.round(fall.mm() * PER_MM);
        var first = Math.max(Math.floorDiv(fall.from(), width), newest - many() + 1);
        for (var bucket = first; bucket * width < fall.to(); bucket++) {
            var from = Math.max(fall.from(), bucket * width);
            var to = Math.min(fall.to(), (bucket + 1) * width);
            var slot = slot(bucket);
            columns[RAIN][slot] += (int) (share(units, fall, to) - share(units, fall, from));
            var seconds = (int) (Math.floorDiv(to, SECOND) - Math.floorDiv(from, SECOND));
            columns[KNOWN][slot] += fall.kind().isKnown() ? seconds : 0;
            columns[SPREAD][slot] += fall.kind() == Fall.Kind.SPREAD ? seconds : 0;
            columns[SUSPECT][slot] += fall.kind() == Fall.Kind.SUSPECT ? seconds : 0;
        }
    }

    /** What of it had fallen by then, when it fell evenly. */
    private static long share(long units, Fall fall, long by) {
        return Math.round((double) units * (by - fall.from()) / fall.length());
    }

    private void advance(long to) {
        var bucket = Math.floorDiv(to - 1, width);
        if (newest == Long.MIN_VALUE || bucket - newest >= many()) {
            for (var column : columns) {
                Arrays.fill(column, 0);
            }
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            for (var column : columns) {
                column[slot(newest)] = 0;
            }
        }
        until = Math.max(until, to);
    }

    /** Sums over a time, Unix ms; of a bucket that lies in it in part, that part. */
    Amount sum(long from, long to) {
        if (newest == Long.MIN_VALUE) {
            return Amount.NOTHING;
        }
        var first = Math.max(Math.floorDiv(from, width), newest - many() + 1);
        var last = Math.min(Math.floorDiv(to - 1, width), newest);
        if (first > last) {
            return Amount.NOTHING;
        }
        var head = part(first, from, to);
        var tail = first == last ? 0 : part(last, from, to);
        var seconds = (double) (to - from) / SECOND;
        return new Amount(
                sum(RAIN, first, head, last, tail) / PER_MM,
                Math.min(1, sum(KNOWN, first, head, last, tail) / seconds),
                Math.min(1, unplaced(first, head, last, tail) / seconds),
                Math.min(1, sum(SUSPECT, first, head, last, tail) / seconds));
    }

    /** What each bucket of a time holds, as falls: first what is missing of it, then what is known. */
    void falls(long from, long to, List<Fall> into) {
        var first = Math.max(-Math.floorDiv(-from, width), newest - many() + 1);
        for (var bucket = first; bucket <= newest && bucket * width < to; bucket++) {
            var begin = bucket * width;
            var end = Math.min(begin + width, until);
            var slot = slot(bucket);
            var seen = Math.max(begin, end - columns[KNOWN][slot] * SECOND);
            if (seen > begin) {
                into.add(new Fall(begin, seen, 0, Fall.Kind.FROZEN));
            }
            if (end > seen) {
                var kind = columns[SUSPECT][slot] > 0 ? Fall.Kind.SUSPECT : Fall.Kind.MEASURED;
                into.add(new Fall(seen, end, columns[RAIN][slot] / PER_MM, kind));
            }
        }
    }

    private double sum(int column, long first, double head, long last, double tail) {
        var all = columns[column];
        var from = slot(first + 1);
        var to = slot(last);
        var within = last - first < 2 ? 0 : from <= to ? sum(all, from, to) : sum(all, from, many()) + sum(all, 0, to);
        return head * all[slot(first)] + within + tail * all[to];
    }

    private static long sum(int[] all, int from, int to) {
        var sum = 0L;
        for (var i = from; i < to; i++) {
            sum += all[i];
        }
        return sum;
    }

    /** Seconds at the beginning that are known only together with what was before. */
    private double unplaced(long first, double head, long last, double tail) {
        var spread = columns[SPREAD];
        var sum = 0.0;
        for (var bucket = first; bucket <= last && spread[slot(bucket)] > 0; bucket++) {
            sum += spread[slot(bucket)] * (bucket == first ? head : bucket == last ? tail : 1);
        }
        return sum;
    }

    /** The share of a bucket that lies in the time; the newest bucket ends where its filling does. */
    private double part(long bucket, long from, long to) {
        var begin = bucket * width;
        var end = Math.min(begin + width, until);
        var within = Math.min(end, to) - Math.max(begin, from);
        return (double) Math.max(0, within) / (end - begin);
    }

    Buckets copy() {
        var copy = new Buckets(width, many());
        for (var column = 0; column < columns.length; column++) {
            System.arraycopy(columns[column], 0, copy.columns[column], 0, many());
        }
        copy.newest = newest;
        copy.until = until;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        out.writeLong(until);
        for (var column : columns) {
            var i = 0;
            while (i < column.length) {
                var run = run(column, i);
                writeSmall(column[i], out);
                writeSmall(run, out);
                i += run;
            }
        }
    }

    /** Dry hours, and hours that are known in full, are many and alike. */
    private static int run(int[] column, int from) {
        var to = from + 1;
        while (to < column.length && column[to] == column[from]) {
            to++;
        }
        return to - from;
    }

    void read(DataInput in) throws IOException {
        newest = in.readLong();
        until = in.readLong();
        for (var column : columns) {
            var i = 0;
            while (i < column.length) {
                var value = readSmall(in);
                var run = readSmall(in);
                if (run < 1 || run > column.length - i) {
                    throw new IOException("a run of %d does not fit in %d buckets".formatted(run, column.length - i));
                }
                Arrays.fill(column, i, i + run, value);
                i += run;
            }
        }
    }

    /** Seven bits a byte, the lowest first. */
    private static void writeSmall(int value, DataOutput out) throws IOException {
        var rest = value;
        while ((rest & ~0x7F) != 0) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int readSmall(DataInput in) throws IOException {
        var value = 0;
        for (var shift = 0; shift < 32; shift += 7) {
            var next = in.readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than five bytes");
    }
}
