package cn.shanshao.allinone.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the running parts every minute, and writes down what they said for {@code ./shanshao doctor}. */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final List<Probe> probes;
    private final Map<String, Integer> ports;
    private final Paper paper;
    private final List<Callable<Map<String, String>>> tellers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    });

    /** Where the report goes. */
    @FunctionalInterface
    public interface Paper {
        void write(String text) throws IOException;
    }

    public Watch(List<Probe> probes, Map<String, Integer> ports, Paper paper) {
        this.probes = List.copyOf(probes);
        this.ports = Map.copyOf(ports);
        this.paper = paper;
    }

    /** Looks once, now, and from then on every minute. */
    public Durable begin() {
        var first = look();
        clock.scheduleWithFixedDelay(this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return first;
    }

    public Durable durable() {
        var settings = new LinkedHashMap<String, String>();
        probes.forEach(probe -> probe.ask(settings));
        return new Durable(settings);
    }

    public Map<String, Integer> ports() {
        return ports;
    }

    /** From the next look on the report says this too, line by line; what cannot be told then is left out. */
    public void tell(Callable<Map<String, String>> teller) {
        tellers.add(teller);
    }

    private Durable look() {
        var durable = durable();
        durable.off()
                .forEach(setting -> LOG.error("durable setting {} is off: what is acknowledged may be lost", setting));
        try {
            paper.write(report(durable));
        } catch (IOException e) {
            LOG.warn("cannot write the report for doctor", e);
        }
        return durable;
    }

    private String report(Durable durable) {
        var text = new StringBuilder();
        text.append("pid=").append(ProcessHandle.current().pid()).append('\n');
        text.append("at=").append(Instant.now().getEpochSecond()).append('\n');
        ports.forEach((name, port) ->
                text.append("port.").append(name).append('=').append(port).append('\n'));
        durable.settings()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        for (var teller : tellers) {
            try {
                teller.call()
                        .forEach((name, value) ->
                                text.append(name).append('=').append(value).append('\n'));
            } catch (Exception e) {
                LOG.warn("a part of the report for doctor cannot be told now", e);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
