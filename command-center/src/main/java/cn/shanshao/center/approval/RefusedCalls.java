package cn.shanshao.center.approval;

import cn.shanshao.center.FewLines;
import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells the trail of calls in the platform's name that were refused. Anybody can make some: beyond a few a minute they are
 * only counted, and the next line says how many.
 */
@Component
class RefusedCalls {

    private final Audit audit;
    private final MeterRegistry meters;
    private final FewLines few;

    RefusedCalls(Audit audit, MeterRegistry meters, Clock clock) {
        this.audit = audit;
        this.meters = meters;
        this.few = new FewLines(clock);
    }

    /** One of which is not known which paper it is about. */
    void note(String kind, Problem why) {
        note(kind, "", why);
    }

    /**
     * @param kind {@code forged}, {@code replayed} or {@code refused}
     * @param approval which it is about; empty where that is not known
     */
    void note(String kind, String approval, Problem why) {
        meters.counter("shanshao.approval.platform.refused", "kind", kind).increment();
        var left = few.tell();
        if (left >= 0) {
            audit.record(
                    Platform.PLATFORM,
                    "approval.platform-refuse",
                    Platform.PLATFORM,
                    Map.of(
                            "kind",
                            kind,
                            "approval",
                            approval,
                            "status",
                            why.getStatusCode().value(),
                            "why",
                            why.said(),
                            "untold",
                            left));
        }
    }
}
