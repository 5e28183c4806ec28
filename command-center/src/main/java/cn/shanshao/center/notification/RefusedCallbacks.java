package cn.shanshao.center.notification;

import cn.shanshao.center.FewLines;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
    private static final int LONGEST_NAME = 40;
    private static final Logger log = LoggerFactory.getLogger(RefusedCallbacks.class);

    private final Audit audit;
    private final MeterRegistry meters;
    private final FewLines few;

    RefusedCallbacks(Audit audit, MeterRegistry meters, Clock clock) {
        this.audit = audit;
        this.meters = meters;
        this.few = new FewLines(clock);
    }

    /**
     * Writes it down.
     *
     * @param kind {@code forged} or {@code replayed}
     * @return 403, to be thrown
     */
    Problem because(String gateway, String kind, String why) {
        meters.counter("shanshao.callbacks.refused", "kind", kind).increment();
        var left = few.tell();
        if (left >= 0) {
            var object = gateway.substring(0, Math.min(gateway.length(), LONGEST_NAME));
            log.warn("a callback was refused as {}: {}", kind, why);
            audit.record("twilio", "callback.refuse", object, Map.of("kind", kind, "why", why, "untold", left));
        }
        return Problem.forbidden("a callback was refused: " + why);
    }
}
