package cn.shanshao.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The readings of one channel in the last ten minutes of its own clock, in the order of their times: at most
 * {@value #MOST}, so a channel faster than one reading in 1.2 s is put in order over a shorter time. The newest
 * {@value #LEAST} stay whatever their age, for the next readings may say that one of them was false.
 */
public final class Ring {
    /** How late a reading may be and still be put in its place, ms. */
    public static final long REACH = 600_000;

    static final int MOST = 512;

    /** A suspect reading, and those that decide on it. */
    static final int LEAST = 4;

    /** Where a reading went. */
    public enum Place {
        /** It is the newest. */
        LAST,
        /** Others are newer, or it took the place of one with the same time: run again. */
        WITHIN,
        /** Too late to be put in its place. */
        OUTSIDE
    }

    private final ArrayList<Sample> samples = new ArrayList<>();
    private long left = Long.MIN_VALUE;

    /** @param leaving takes the readings that fall out, in the order of their times */
    public Place put(Sample sample, Consumer<Sample> leaving) {
        if (sample.at() <= left || isTooLate(sample.at()) && !holds(sample.at())) {
            return Place.OUTSIDE;
        }
        var i = samples.size();
        while (i > 0 && samples.get(i - 1).at() > sample.at()) {
            i--;
        }
        var isLast = i == samples.size();
        if (i > 0 && samples.get(i - 1).at() == sample.at()) {
            samples.set(i - 1, sample);
            return Place.WITHIN;
        }
        samples.add(i, sample);
        drop(leaving);
        return isLast ? Place.LAST : Place.WITHIN;
    }

    /** The same, without the readings of these times; what has left it stays out. */
    Ring without(LongPredicate times) {
        var rest = new Ring();
        samples.stream().filter(sample -> !times.test(sample.at())).forEach(rest.samples::add);
        rest.left = rest.samples.isEmpty() ? clock() : left;
        return rest;
    }

    private boolean isTooLate(long at) {
        return clock() != Long.MIN_VALUE && at < clock() - REACH;
    }

    /** Whether there is a reading of that time. */
    boolean holds(long at) {
        for (var i = samples.size() - 1; i >= 0 && samples.get(i).at() >= at; i--) {
            if (samples.get(i).at() == at) {
                return true;
            }
        }
        return false;
    }

    private void drop(Consumer<Sample> leaving) {
        var count = Math.max(0, samples.size() - MOST);
        while (count < samples.size() - LEAST && samples.get(count).at() < clock() - REACH) {
            count++;
        }
        if (count > 0) {
            var out = samples.subList(0, count);
            out.forEach(leaving);
            left = samples.get(count - 1).at();
            out.clear();
        }
    }

    /** The highest accepted time; the lowest possible when there is none. */
    public long clock() {
        return samples.isEmpty() ? left : samples.get(samples.size() - 1).at();
    }

    /** What it holds, in order; to be read before anything is put. */
    List<Sample> samples() {
        return Collections.unmodifiableList(samples);
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(left);
        out.writeInt(samples.size());
        var before = left;
        for (var sample : samples) {
            Packed.write(sample.at() - before, out);
            Samples.writeRest(sample, out);
            before = sample.at();
        }
    }

    public static Ring read(DataInput in) throws IOException {
        var ring = new Ring();
        ring.left = in.readLong();
        var size = in.readInt();
        var before = ring.left;
        for (var i = 0; i < size; i++) {
            before += Packed.read(in);
            ring.samples.add(Samples.readRest(before, in));
        }
        return ring;
    }
}
