package cn.shanshao.center;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Holds down what anybody can cause to be written: beyond {@value #LINES} lines a minute they are only counted. */
public final class FewLines {
    private static final int LINES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int lines;
    private long untold;

    public FewLines(Clock clock) {
        this.clock = clock;
    }

    /** How many were not told before this one; -1 when this one is not to be told either. */
    public synchronized long tell() {
        var now = clock.instant();
        if (!now.isBefore(windowEnds)) {
            windowEnds = now.plus(WINDOW);
            lines = 0;
        }
        if (lines == LINES) {
            untold++;
            return -1;
        }
        lines++;
        var left = untold;
        untold = 0;
        return left;
    }
}
