package cn.shanshao.detect;

import cn.shanshao.ingest.quality.Flag;

/**
 * One value as the rules see it.
 *
 * @param at placed time, Unix ms
 * @param value in the unit of the quantity, datum offsets added
 * @param mayOpen young enough to open an episode
 * @param flag of {@link Flag}; a failed one is seen by no rule
 * @param column of the table that decided the value, 1…15; 0 where there is none
 */
public record Sample(long at, double value, boolean mayOpen, int flag, int column) {
    public Sample(long at, double value, boolean mayOpen, int flag) {
        this(at, value, mayOpen, flag, 0);
    }

    /** It may corroborate. */
    public boolean clean() {
        return flag == Flag.PASS;
    }

    boolean failed() {
        return flag == Flag.FAIL;
    }

    Sample flagged(int other) {
        return new Sample(at, value, mayOpen, other, column);
    }

    /** What a method makes of this one. */
    public Sample with(double judged) {
        return new Sample(at, judged, mayOpen, flag);
    }
}
