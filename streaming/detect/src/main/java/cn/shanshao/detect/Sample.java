package cn.shanshao.detect;

import cn.shanshao.ingest.quality.Flag;

/**
 * One value as the rules see it.
 *
 * @param at placed time, Unix ms
 * @param value in the unit of the quantity, datum offsets added
 * @param mayOpen young enough to open an episode
 * @param flag of {@link Flag}; a failed one is seen by no rule
 */
public record Sample(long at, double value, boolean mayOpen, int flag) {
    /** It may corroborate. */
    public boolean clean() {
        return flag == Flag.PASS;
    }

    boolean failed() {
        return flag == Flag.FAIL;
    }

    /** What a method makes of this one. */
    public Sample with(double judged) {
        return new Sample(at, judged, mayOpen, flag);
    }
}
