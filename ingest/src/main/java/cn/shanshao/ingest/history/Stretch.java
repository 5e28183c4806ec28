package cn.shanshao.ingest.history;

import java.time.Instant;

/**
 * One reading of a channel, or those of a stretch of time made into one.
 *
 * @param at placed time of the reading, or the time that stands for them
 * @param flag QARTOD, the worst of them; never 4
 * @param readings how many; at least 1
 */
public record Stretch(Instant at, double value, int flag, long readings) {
    /** How readings are made into one. */
    public enum Thinning {
        /** Their mean, at their mean time: a value that varies about something. */
        MEAN("avg(t)", "avg(value)"),
        /** The last of them: a counter. */
        LAST("max(t)", "last(value)"),
        /** Their sum, at the time of the last: increments. */
        SUM("max(t)", "sum(value)");

        final String time;
        final String value;

        Thinning(String time, String value) {
            this.time = time;
            this.value = value;
        }
    }
}
