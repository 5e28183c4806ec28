package cn.shanshao.allinone.web;

import cn.shanshao.center.screen.PartReport;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.ingest.wire.Text;
import cn.shanshao.streaming.JobHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;

/** Asks the parts of this JVM every few seconds how they are, so that the pages show what is wrong with them. */
class PartWatch implements PartReport {
    private static final Logger LOG = LoggerFactory.getLogger(PartWatch.class);

    private final EmbeddedBroker broker;
    private final ObjectProvider<EmbeddedQuestDb> store;
    private final JobSeat job;
    private final DeviceDoor door;
    private final DemoState demo;
    private final Map<String, List<Text>> faults = new ConcurrentHashMap<>();

    PartWatch(
            EmbeddedBroker broker,
            ObjectProvider<EmbeddedQuestDb> store,
            JobSeat job,
            DeviceDoor door,
            DemoState demo) {
        this.broker = broker;
        this.store = store;
        this.job = job;
        this.door = door;
        this.demo = demo;
    }

    @Override
    public Map<String, List<Text>> faults() {
        return faults;
    }

    @Scheduled(fixedDelay = 2_000)
    void lookAtBroker() {
        look("broker", () -> {
            var all = new ArrayList<>(door.faults());
            all.addAll(PartFaults.of(broker.health()));
            return all;
        });
    }

    @Scheduled(fixedDelay = 2_000)
    void lookAtJob() {
        look("job", () -> job.health().map(JobHealth::told).orElse(List.of()));
    }

    @Scheduled(fixedDelay = 60_000)
    void lookAtDemo() {
        look("centre", demo::faults);
    }

    /** By itself: a store that hangs keeps whoever asks it waiting. */
    @Scheduled(fixedDelay = 5_000)
    void lookAtStore() {
        look("store", () -> {
            var embedded = store.getIfAvailable();
            return embedded == null ? List.of() : PartFaults.of(embedded.health());
        });
    }

    private void look(String part, Supplier<List<Text>> asked) {
        try {
            faults.put(part, List.copyOf(asked.get()));
        } catch (RuntimeException e) {
            LOG.warn("the {} does not say how it is", part, e);
            faults.put(part, List.of(new Text("状态无法获知", "it does not say how it is: " + e.getMessage())));
        }
    }
}
