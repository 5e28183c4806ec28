package cn.shanshao.center.notification;

import cn.shanshao.center.FewLines;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.audit.Audit;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the audit trail of somebody at a carrier's address who could not prove to be the carrier. It is tried again every
 * few seconds, so the same reason is written once, until the carrier has been bound again.
 */
@Component
class DistrustedCarriers {
    private static final Logger log = LoggerFactory.getLogger(DistrustedCarriers.class);

    private final Audit audit;
    private final FewLines few;
    /** Gateway → why; no more than there are gateways. */
    private final Map<String, String> present = new ConcurrentHashMap<>();
    /** The same, of what is written. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

    DistrustedCarriers(Audit audit, Clock clock) {
        this.audit = audit;
        this.few = new FewLines(clock);
    }

    /** Gateway → why it is not trusted now. */
    Map<String, String> present() {
        return Map.copyOf(present);
    }

    /** What cannot be written now is written at the next attempt. */
    void record(String gateway, String why) {
        present.put(gateway, why);
        if (why.equals(told.get(gateway))) {
            return;
        }
        var left = few.tell();
        if (left < 0) {
            return;
        }
        try {
            audit.record("system", "carrier.distrust", gateway, Map.of("why", why, "untold", left));
            told.put(gateway, why);
        } catch (RuntimeException e) {
            log.warn("that the carrier of {} is not trusted cannot be written yet: {}", gateway, OneLine.of(e));
        }
    }

    /** It is bound. */
    void forget(String gateway) {
        present.remove(gateway);
        told.remove(gateway);
    }
}
