package cn.shanshao.detect.rain;

/**
 * Rain over a span of time.
 *
 * @param mm that fell as far as it is known: a lower bound where {@code known} is below 1
 * @param known share of the span, 0…1, that a gauge has seen; missing is not zero
 * @param unplaced share of the span, 0…1, at its beginning, whose rain is known only together with what fell before the
 *     span; it is part of {@code known}
 * @param suspect share of the span, 0…1, in which the gauge may have told something other than rain; part of {@code known}
 */
public record Amount(double mm, double known, double unplaced, double suspect) {
    /** Share of the span that must be seen before little rain means little rain. Default of this system, of no standard. */
    public static final double ENOUGH = 0.9;

    /** Nothing is known. */
    public static final Amount NOTHING = new Amount(0, 0, 0, 0);

    /** The share whose rain is known, and known to have fallen in the span. */
    public double sure() {
        return known - unplaced;
    }

    public boolean isComplete() {
        return sure() >= ENOUGH;
    }

    /** What fell in this span but not in a part of it, over the same span. */
    Amount plus(Amount other) {
        return new Amount(mm + other.mm, known + other.known, unplaced + other.unplaced, suspect + other.suspect);
    }

    Amount times(double factor) {
        return new Amount(mm * factor, known * factor, unplaced * factor, suspect * factor);
    }
}
