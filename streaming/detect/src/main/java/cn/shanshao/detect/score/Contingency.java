package cn.shanshao.detect.score;

/**
 * Warnings against events, in days, zone-days or hours. A ratio whose denominator is 0 is {@code NaN}.
 *
 * @param hits warned and happened
 * @param misses not warned, happened
 * @param falseAlarms warned, nothing happened
 * @param quiet not warned, nothing happened
 */
public record Contingency(double hits, double misses, double falseAlarms, double quiet) {
    public static final Contingency EMPTY = new Contingency(0, 0, 0, 0);

    public Contingency add(boolean warned, boolean happened, double weight) {
        return new Contingency(
                hits + (warned && happened ? weight : 0),
                misses + (!warned && happened ? weight : 0),
                falseAlarms + (warned && !happened ? weight : 0),
                quiet + (!warned && !happened ? weight : 0));
    }

    public Contingency add(boolean warned, boolean happened) {
        return add(warned, happened, 1);
    }

    /** Probability of detection, 0…1. */
    public double pod() {
        return hits / (hits + misses);
    }

    /** False alarm ratio: share of the warnings that nothing followed, 0…1. */
    public double far() {
        return falseAlarms / (hits + falseAlarms);
    }

    /** Probability of false detection: share of the quiet that was warned of, 0…1. */
    public double pofd() {
        return falseAlarms / (falseAlarms + quiet);
    }

    /** True skill statistic, −1…1: Hanssen &amp; Kuipers (1965), Mededelingen en Verhandelingen 81, KNMI. */
    public double tss() {
        return pod() - pofd();
    }
}
