package cn.shanshao.detect.rain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The storm that is going on: from the first rain on, until it has been dry for long enough. Time that nobody saw is
 * neither dry nor wet: it ends no storm, and a storm that begins after it may have begun earlier.
 */
public final class Storm {
    private static final long NONE = Long.MIN_VALUE;

    private final Separation separation;
    private final boolean missingIsZero;
    private long until = NONE;
    private long start = NONE;
    private long dry;
    private long known;
    private double mm;
    private boolean raining;
    /** Known to be no storm. */
    private boolean over;
    /** May have begun before its first known rain. */
    private boolean cut;

    /** @param missingIsZero as in published tables: time that nobody saw is dry */
    public Storm(Separation separation, boolean missingIsZero) {
        this.separation = separation;
        this.missingIsZero = missingIsZero;
        over = missingIsZero;
    }

    /** Takes the next fall; one that is {@link Fall.Kind#IMPLAUSIBLE} must be left out. */
    public void take(Fall fall) {
        if (until == NONE) {
            until = fall.from();
        }
        if (fall.from() > until) {
            pass(fall.from(), missingIsZero);
        }
        var from = Math.max(until, Math.min(fall.from(), fall.to() - 1));
        if (fall.mm() > 0) {
            rain(fall, from);
        } else {
            pass(fall.to(), missingIsZero || fall.kind().isKnown());
        }
        until = fall.to();
    }

    private void rain(Fall fall, long from) {
        if (!raining) {
            raining = true;
            start = from;
            known = 0;
            mm = 0;
            cut = !over;
            over = false;
        }
        mm += fall.mm();
        dry = 0;
        known += missingIsZero || fall.kind().isKnown() ? fall.to() - from : 0;
    }

    /** No rain until then, as far as is known. */
    private void pass(long to, boolean isKnown) {
        if (isKnown) {
            dry += to - until;
            known += to - until;
        } else if (!raining) {
            dry = 0;
            over = false;
        }
        if (dry >= separation.at(to)) {
            raining = false;
            over = true;
        }
        until = to;
    }

    public boolean isRaining() {
        return raining;
    }

    /** When it began, Unix ms; says nothing when there is none. */
    public long start() {
        return start;
    }

    /** mm since it began; 0 when there is none. */
    public double mm() {
        return raining ? mm : 0;
    }

    /** Hours since it began, with the dry ones; 0 when there is none. */
    public double hours() {
        return raining ? (double) (until - start) / RainRecord.HOUR : 0;
    }

    /** Share of it that has been seen, 0…1: 0 when it may have begun before, 1 when there surely is none. */
    public double known() {
        if (!raining) {
            return over ? 1 : 0;
        }
        return cut ? 0 : Math.min(1, (double) known / (until - start));
    }

    public Storm copy() {
        var copy = new Storm(separation, missingIsZero);
        copy.until = until;
        copy.start = start;
        copy.dry = dry;
        copy.known = known;
        copy.mm = mm;
        copy.raining = raining;
        copy.over = over;
        copy.cut = cut;
        return copy;
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(until);
        out.writeLong(start);
        out.writeLong(dry);
        out.writeLong(known);
        out.writeDouble(mm);
        out.writeBoolean(raining);
        out.writeBoolean(over);
        out.writeBoolean(cut);
    }

    /** What {@link #write} wrote, under the same settings. */
    public static Storm read(Separation separation, boolean missingIsZero, DataInput in) throws IOException {
        var storm = new Storm(separation, missingIsZero);
        storm.until = in.readLong();
        storm.start = in.readLong();
        storm.dry = in.readLong();
        storm.known = in.readLong();
        storm.mm = in.readDouble();
        storm.raining = in.readBoolean();
        storm.over = in.readBoolean();
        storm.cut = in.readBoolean();
        return storm;
    }
}
