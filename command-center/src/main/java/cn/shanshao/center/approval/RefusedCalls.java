package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells the trail of calls in the platform's name that were refused. Anybody can make some: beyond a few a minute they are
 * only counted, and the next line says how many.
 */
@Component
class RefusedCalls {
    private static final int LINES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Audit audit;
    private final MeterRegistry meters;
    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int lines;
    private long untold;

    RefusedCalls(Audit audit, MeterRegistry meters, Clock clock) {
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param kind {@code forged}, {@code replayed} or {@code refused} */
    void note(String kind, Problem why) {
        meters.counter("shanshao.approval.platform.refused", "kind", kind).increment();
        var left = tell();
        if (left >= 0) {
            audit.record(
                    Platform.PLATFORM,
                    "approval.platform-refuse",
                    Platform.PLATFORM,
                    Map.of(
                            "kind",
                            kind,
                            "status",
                            why.getStatusCode().value(),
                            "why",
                            String.valueOf(why.getBody().getDetail()),
                            "untold",
                            left));
        }
    }

    /** How many were not told before this one; -1 when this one is not to be told either. */
    private synchronized long tell() {
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
