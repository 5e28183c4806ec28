package cn.shanshao.center;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a clock cannot work off: it is logged and counted, waits, and holds up none of the others. */
@Component
public class ClockFaults {
    /** After it, it is tried again; until then it stands behind those that can be worked off. */
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ClockFaults.class);

    private final MeterRegistry meters;

    ClockFaults(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The same of what is due still when it is looked at next, and stands in the way of nothing else. */
    public void guard(String clock, String one, Runnable work) {
        guard(clock, one, work, () -> {});
    }

    /**
     * Does it, or notes that it cannot be done.
     *
     * @param clock of which kind
     * @param one which it is, without anybody's name
     * @param work in a transaction of its own
     * @param later puts it off by {@link #PAUSE}, in another
     */
    public void guard(String clock, String one, Runnable work, Runnable later) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            meters.counter("shanshao.clocks.failed", "clock", clock).increment();
            log.warn("{} {} cannot be worked off now, the others are: {}", clock, one, OneLine.of(e));
            try {
                later.run();
            } catch (RuntimeException | Error again) {
                log.warn("{} {} cannot be put off either: {}", clock, one, OneLine.of(again));
            }
        }
    }
}
