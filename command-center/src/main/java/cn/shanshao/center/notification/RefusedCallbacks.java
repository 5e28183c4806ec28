package cn.shanshao.center.notification;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the audit trail of callbacks that were refused. Anybody can send some: beyond a few a minute they are only counted,
 * and the next line says how many.
 */
@Component
class RefusedCallbacks {
    private static final int LINES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 40;
    private static final Logger log = LoggerFactory.getLogger(RefusedCallbacks.class);

    private final Audit audit;
    private final MeterRegistry meters;
    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int lines;
    private long untold;

    RefusedCallbacks(Audit audit, MeterRegistry meters, Clock clock) {
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Writes it down.
     *
     * @param kind {@code forged} or {@code replayed}
     * @return 403, to be thrown
     */
    Problem because(String gateway, String kind, String why) {
        meters.counter("shanshao.callbacks.refused", "kind", kind).increment();
        var left = tell();
        if (left >= 0) {
            var object = gateway.substring(0, Math.min(gateway.length(), LONGEST_NAME));
            log.warn("a callback was refused as {}: {}", kind, why);
            audit.record("twilio", "callback.refuse", object, Map.of("kind", kind, "why", why, "untold", left));
        }
        return Problem.forbidden("a callback was refused: " + why);
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
