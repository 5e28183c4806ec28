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

    /** @param kind {@code forged}, {@code replayed} or {@code refused} */
    void note(String kind, Problem why) {
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
                            "status",
                            why.getStatusCode().value(),
                            "why",
                            String.valueOf(why.getBody().getDetail()),
                            "untold",
                            left));
        }
    }
}
