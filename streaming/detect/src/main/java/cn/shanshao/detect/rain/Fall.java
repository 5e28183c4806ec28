package cn.shanshao.detect.rain;

/**
 * What one reading of a rain gauge says about the time before it.
 *
 * @param from Unix ms
 * @param to Unix ms, the time of the reading, above {@code from}
 * @param mm that fell in between, ≥ 0
 */
public record Fall(long from, long to, double mm, Kind kind) {
    /** How far it is to be believed. */
    public enum Kind {
        /** As the gauge says. */
        MEASURED(true),
        /** A counter's difference over a gap: known in total, but not when it fell; taken as even. */
        SPREAD(true),
        /** Counts, but may be meltwater or a faulty gauge: it corroborates nothing. */
        SUSPECT(true),
        /** A counter seems to have begun anew: what it counted since then comes with the next reading, the rest is lost. */
        RESET(false),
        /** More than can fall: nothing is taken of it. */
        IMPLAUSIBLE(false),
        /** A tipping bucket in frost: not evaluated, nothing is taken of it. */
        FROZEN(false);

        private final boolean known;

        Kind(boolean known) {
            this.known = known;
        }

        /** Whether the time it covers counts as seen. */
        public boolean isKnown() {
            return known;
        }
    }

    public Fall {
        if (to <= from || !(mm >= 0)) {
            throw new IllegalArgumentException(
                    "rain must be ≥ 0 mm over some time, was %s mm from %d to %d".formatted(mm, from, to));
        }
    }

    public long length() {
        return to - from;
    }
}
