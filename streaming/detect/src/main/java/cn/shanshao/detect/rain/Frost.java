package cn.shanshao.detect.rain;

/**
 * What the air temperature makes of a tipping bucket: in frost it is not evaluated, and in the first warm hours after
 * that the water in the funnel may be melt and not rain. Two cold readings in a row are frost, for one may be stray. The
 * numbers are defaults of this system, of no standard.
 *
 * @param cold the newest temperature is below {@value #FREEZES} °C
 * @param freezing so was the one before it
 * @param last time of the newest temperature in frost, Unix ms
 */
public record Frost(boolean cold, boolean freezing, long last) {
    /** °C; below this a tipping bucket is not evaluated. */
    public static final int FREEZES = 1;

    /** Hours after frost in which its water may be melt. */
    public static final int MELTS = 6;

    /** No frost has been seen. */
    public static final Frost NONE = new Frost(false, false, Long.MIN_VALUE);

    /**
     * @param at Unix ms
     * @param celsius air temperature at the gauge
     */
    public Frost look(long at, double celsius) {
        var isCold = celsius < FREEZES;
        var isFrost = isCold && cold;
        return new Frost(isCold, isFrost, isFrost ? at : last);
    }

    /** In what state the gauge is at a time, Unix ms. */
    public Condition on(long at) {
        if (freezing) {
            return Condition.FROZEN;
        }
        return last != Long.MIN_VALUE && at - last <= MELTS * RainRecord.HOUR ? Condition.SUSPECT : Condition.FINE;
    }
}
