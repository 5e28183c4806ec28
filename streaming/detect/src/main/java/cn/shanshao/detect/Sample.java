package cn.shanshao.detect;

import cn.shanshao.ingest.quality.Flag;
import org.jspecify.annotations.Nullable;

/**
 * One value as the rules see it.
 *
 * @param at placed time, Unix ms
 * @param value in the unit of the quantity, datum offsets added
 * @param mayOpen young enough to open an episode
 * @param flag of {@link Flag}; a failed one is seen by no rule
 * @param column of the table that decided the value, 1…15; 0 where there is none
 * @param plane where a derived value comes from; {@code null} where it is a reading
 */
public record Sample(
        long at,
        double value,
        boolean mayOpen,
        int flag,
        int column,
        @Nullable Plane plane) {
    /**
     * The two axes of an instrument whose value is the length of both.
     *
     * @param temperature °C, of the same device; NaN where it is not known
     */
    public record Plane(double x, double y, double temperature) {}

    public Sample(long at, double value, boolean mayOpen, int flag) {
        this(at, value, mayOpen, flag, 0);
    }

    public Sample(long at, double value, boolean mayOpen, int flag, int column) {
        this(at, value, mayOpen, flag, column, null);
    }

    /** It may corroborate. */
    public boolean clean() {
        return flag == Flag.PASS;
    }

    boolean failed() {
        return flag == Flag.FAIL;
    }

    Sample flagged(int other) {
        return new Sample(at, value, mayOpen, other, column, plane);
    }

    /** The same again, as much later as it came after another. */
    Sample again(Sample before) {
        return new Sample(2 * at - before.at, value, mayOpen, flag, column, plane);
    }

    /** The next one, if all goes on as from another to this one. */
    Sample goingOn(Sample before) {
        var next = plane == null || before.plane == null
                ? plane
                : new Plane(2 * plane.x - before.plane.x, 2 * plane.y - before.plane.y, plane.temperature);
        return new Sample(2 * at - before.at, 2 * value - before.value, mayOpen, flag, column, next);
    }

    /** What a method makes of this one. */
    public Sample with(double judged) {
        return new Sample(at, judged, mayOpen, flag);
    }
}
