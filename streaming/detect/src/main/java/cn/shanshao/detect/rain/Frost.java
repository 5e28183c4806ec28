package cn.shanshao.detect.rain;

/**
 * What the air temperature makes of a tipping bucket: in frost it is not evaluated, and in the first warm hours after
 * that the water in the funnel may be melt and not rain. Both numbers are defaults of this system, of no standard.
 *
 * @param freezing at the newest temperature
 * @param last time of the newest temperature in frost, Unix ms
 */
public record Frost(boolean freezing, long last) {
    /** °C; below this a tipping bucket is not evaluated. */
    public static final int FREEZES = 1;

    /** Hours after frost in which its water may be melt. */
    public static final int MELTS = 6;

    /** No frost has been seen. */
    public static final Frost NONE = new Frost(false, Long.MIN_VALUE);

    /**
     * @param at Unix ms
     * @param celsius air temperature at the gauge
     */
    public Frost look(long at, double celsius) {
        return celsius < FREEZES ? new Frost(true, at) : new Frost(false, last);
    }

    /** In what state the gauge is at a time, Unix ms. */
    public Condition on(long at) {
        if (freezing) {
            return Condition.FROZEN;
        }
        return last != Long.MIN_VALUE && at - last <= MELTS * RainRecord.HOUR ? Condition.SUSPECT : Condition.FINE;
    }
}
