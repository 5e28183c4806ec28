package cn.shanshao.allinone.bench;

import cn.shanshao.allinone.trial.Screen;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.ingest.mqtt.MqttConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Measures publish → alert on the WebSocket. One gauge swings between quiet and yellow once a second; each
 * value is used once, and the alert names it.
 */
final class AlertTimer implements AutoCloseable {
    private static final long PERIOD_NANOS = 500_000_000;
    private static final double QUIET = 0.5;
    private static final long LAST_ONES_NANOS = 10_000_000_000L;

    private final MqttConnection gauge;
    private final String device;
    private final Screen screen;
    private final Map<Double, Long> told = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopping;
    private int count;

    AlertTimer(MqttConnection gauge, String device, Screen screen) {
        this.gauge = gauge;
        this.device = device;
        this.screen = screen;
        screen.forget();
        this.thread = new Thread(this::swing, "alert-timer");
        thread.setDaemon(true);
        thread.start();
    }

    private void swing() {
        for (var next = System.nanoTime(); !stopping; next += PERIOD_NANOS) {
            while (System.nanoTime() < next) LockSupport.parkNanos(Math.max(1, next - System.nanoTime()));
            var step = count++;
            // 12.001, 12.002, … are above yellow; each is told once
            var value = step % 2 == 0 ? (12_000 + step % 2_900) / 1_000.0 : QUIET;
            if (step % 2 == 0) told.put(value, System.nanoTime());
            Slope.tell(gauge, device, value);
        }
        // else the next one's first rise would find the episode open, and be no rise
        Slope.tell(gauge, device, QUIET);
    }

    /**
     * Stops, and waits for the last alerts.
     *
     * @return milliseconds, ascending; one for each alert
     */
    List<Double> finish() throws InterruptedException {
        stopping = true;
        thread.join();
        var deadline = System.nanoTime() + LAST_ONES_NANOS;
        var latencies = latencies();
        while (latencies.size() < told.size() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(50_000_000);
            latencies = latencies();
        }
        return latencies;
    }

    int wanted() {
        return told.size();
    }

    private List<Double> latencies() {
        var first = new HashMap<Double, Double>();
        for (var seen : screen.seen()) {
            var alert = seen.body().path("alert");
            if (!device.equals(alert.path("deviceId").asString(""))) continue;
            note(alert, seen.nanos(), first);
            // Under load one push may carry what happened since the last, step by step.
            alert.path("history").valueStream().forEach(step -> note(step, seen.nanos(), first));
        }
        var sorted = new ArrayList<>(first.values());
        sorted.sort(null);
        return sorted;
    }

    private void note(JsonNode step, long nanos, Map<Double, Double> first) {
        var value = step.path("value").asDouble(Double.NaN);
        var sent = told.get(value);
        if (sent != null) first.putIfAbsent(value, (nanos - sent) / 1e6);
    }

    @Override
    public void close() {
        stopping = true;
    }
}
