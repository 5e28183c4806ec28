package cn.shanshao.center.monitoring;

import cn.shanshao.ingest.history.ReadingHistory;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the time-series store every few seconds for the latest of no device: it answers, or it is away. */
@Component
class StoreProbe {
    private final ReadingHistory history;
    private volatile boolean answers;

    StoreProbe(ReadingHistory history) {
        this.history = history;
    }

    boolean answers() {
        return answers;
    }

    @Scheduled(fixedDelay = 3_000)
    void ask() {
        try {
            history.latest(List.of("_"));
            answers = true;
        } catch (RuntimeException e) {
            answers = false;
        }
    }
}
