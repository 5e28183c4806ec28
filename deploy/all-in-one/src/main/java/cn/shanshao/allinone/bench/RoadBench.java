package cn.shanshao.allinone.bench;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Fleet;
import cn.shanshao.allinone.trial.Screen;
import cn.shanshao.allinone.trial.Slope;
import cn.shanshao.allinone.trial.StoreProxy;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.sim.load.Load;
import cn.shanshao.sim.load.LoadSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** From one reading to the screen: how many per second, how fast, at what cost; with the bare broker as the measure. */
final class RoadBench {
    private static final String PASSWORD = "password-of-the-bench";
    private static final String GAUGE = "bench-crack1";
    private static final int DEVICES = 50;
    private static final double STORE_AWAY_RATE = 1_000;
    private static final double WARM_UP_RATE = 2_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    private final Bench.Options options;
    private final Path dir;
    private final PrintStream out;

    RoadBench(Bench.Options options, Path dir, PrintStream out) {
        this.options = options;
        this.dir = dir;
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "%s, %d CPUs, Java %s, %s%n%n",
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
        var bare = bare();
        try (var store = EmbeddedQuestDb.start(dir.resolve("store"), 0, Duration.ofDays(1095), "bench", PASSWORD);
                var wire = StoreProxy.before(store.uri());
                var system = TrialSystem.start(
                        dir.resolve("home"), System.getProperty("java.class.path"), PASSWORD, environment(wire))) {
            road(system, wire, bare);
        }
    }

    private static Map<String, String> environment(StoreProxy wire) {
        return Map.of(
                "SHANSHAO_STORE_URL",
                wire.uri().toString(),
                "SHANSHAO_STORE_USER",
                "bench",
                "SHANSHAO_STORE_PASSWORD",
                PASSWORD);
    }

    /** @return readings in one message → readings per second */
    private Map<Integer, Double> bare() throws Exception {
        var rates = new HashMap<Integer, Double>();
        out.println("bare broker → one subscriber (100 %)");
        for (var perMessage : options.perMessage()) {
            var rate = new BareBroker(dir.resolve("bare-" + perMessage), DEVICES, options.seconds()).run(perMessage);
            out.printf(Locale.ROOT, "  %2d per message: %.0f readings/s%n", perMessage, rate);
            rates.put(perMessage, rate);
        }
        out.println();
        return rates;
    }

    private void road(TrialSystem system, StoreProxy wire, Map<Integer, Double> bare) throws Exception {
        var desk = Desk.signIn(system.page(), PASSWORD);
        var slope = Slope.make(desk, "bench", "10000009009").rule("bench-crack").gauge(GAUGE, "real");
        var fleet = Fleet.register(desk, "bench-load", DEVICES);
        out.println(
                "the road: offered, acknowledged, stored and checked (readings/s); publish → alert on the WebSocket (ms)");
        out.println("per msg  offered   acked  stored |   p50    p99    max  alerts | CPU s/M readings  RSS MB");
        try (var gauge = Slope.connect(system.mqttUri(), GAUGE, slope.password(GAUGE));
                var screen = desk.screen("/topic/division/22")) {
            var run = new Run(system, desk, fleet, gauge, screen);
            warmUp(run);
            for (var perMessage : options.perMessage()) {
                for (var rate : options.rates())
                    out.println(measure(run, rate, perMessage).row());
                var limit = measure(run, BareBroker.RATE, perMessage);
                out.printf(
                        Locale.ROOT,
                        "%s%n  at its limit, stored: %.0f %% of the bare broker%n",
                        limit.row(),
                        100 * limit.stored() / Objects.requireNonNull(bare.get(perMessage)));
            }
            out.println();
            out.println("the same with the store away");
            wire.cut();
            out.println(measure(run, STORE_AWAY_RATE, 1).row());
            wire.mend();
        }
    }

    /** A JVM that has just started is slow, and is not what runs at night. */
    private static void warmUp(Run run) throws Exception {
        var settings = LoadSettings.direct(run.system().mqttUri(), run.fleet().passwords(), WARM_UP_RATE, 1)
                .unremembered();
        try (var load = Load.start(settings);
                var timer = new AlertTimer(run.gauge(), GAUGE, run.screen())) {
            Thread.sleep(WARM_UP.toMillis());
            timer.finish();
            load.stop(Duration.ofMinutes(1));
        }
    }

    /** @param stored readings per second */
    private record Measured(double stored, String row) {}

    private record Run(TrialSystem system, Desk desk, Fleet fleet, MqttConnection gauge, Screen screen) {}

    private Measured measure(Run run, double rate, int perMessage) throws Exception {
        var settings = LoadSettings.direct(run.system().mqttUri(), run.fleet().passwords(), rate, perMessage)
                .unremembered();
        var before = Meter.of(run.system().pid());
        var storedBefore = stored(run.desk());
        var begin = System.nanoTime();
        try (var load = Load.start(settings);
                var timer = new AlertTimer(run.gauge(), GAUGE, run.screen())) {
            Thread.sleep(Duration.ofSeconds(options.seconds()).toMillis());
            var latencies = timer.finish();
            load.stop(Duration.ofMinutes(2));
            var report = load.report();
            var sentSeconds = (System.nanoTime() - begin) / 1e9;
            var all = Await.condition(
                    CATCH_UP,
                    () -> stored(run.desk()) - storedBefore >= report.acknowledged() || storeIsAway(run.desk()));
            var storedSeconds = (System.nanoTime() - begin) / 1e9;
            var stored = stored(run.desk()) - storedBefore;
            var used = Meter.of(run.system().pid());
            var row = String.format(
                    Locale.ROOT,
                    "%7d %8.0f %7.0f %7.0f | %5.0f  %5.0f  %5.0f  %3d/%-3d | %10.1f %14d%s",
                    perMessage,
                    rate,
                    report.acknowledged() / sentSeconds,
                    stored / storedSeconds,
                    percentile(latencies, 0.5),
                    percentile(latencies, 0.99),
                    percentile(latencies, 1),
                    latencies.size(),
                    timer.wanted(),
                    (used.cpuSeconds() - before.cpuSeconds()) / Math.max(1, report.acknowledged()) * 1e6,
                    used.residentMb(),
                    all ? "" : "  not all stored in time");
            return new Measured(stored / storedSeconds, row);
        }
    }

    /** Readings that the job has seen written, from its own count. */
    private static long stored(Desk desk) {
        return desk.health("job").path("details").path("stored").asLong(0);
    }

    private static boolean storeIsAway(Desk desk) {
        return !desk.health("job").path("details").path("storeUp").asBoolean(true);
    }

    private static double percentile(List<Double> sorted, double p) {
        if (sorted.isEmpty()) return Double.NaN;
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(p * sorted.size()) - 1));
    }
}
