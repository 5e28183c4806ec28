package cn.shanshao.allinone.bench;

import cn.shanshao.allinone.trial.Await;
import cn.shanshao.allinone.trial.Desk;
import cn.shanshao.allinone.trial.Fleet;
import cn.shanshao.allinone.trial.Gully;
import cn.shanshao.allinone.trial.Screen;
import cn.shanshao.allinone.trial.Siren;
import cn.shanshao.allinone.trial.TrialSystem;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.sim.load.Load;
import cn.shanshao.sim.load.LoadSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * From the reading at the lower station of a gully to the people below it, under a standing order: the siren that hears its
 * command, the household's message at the carrier, and, as the measure for both, the alert on a screen. Each gully counts
 * once: what is red comes down slowly.
 */
final class WarnBench {
    private static final String PASSWORD = "password-of-the-bench";
    private static final int DEVICES = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CATCHING_UP = Duration.ofMinutes(10);
    private static final long FIRST_PHONE = 10_000_050_000L;

    private final int gullies;
    private final int rate;
    private final Duration warmUp;
    private final Path dir;
    private final PrintStream out;

    /**
     * @param gullies each of which sends one debris flow
     * @param rate of readings in the background, per second
     * @param warmUp during which these alone come, at least: a system that has just started is still being compiled, and
     *     what came meanwhile waits
     */
    WarnBench(int gullies, int rate, Duration warmUp, Path dir, PrintStream out) {
        this.gullies = gullies;
        this.rate = rate;
        this.warmUp = warmUp;
        this.dir = dir;
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "%s, %d CPUs, Java %s; %d debris flows, %d readings/s beside them%n",
                Instant.now(), Runtime.getRuntime().availableProcessors(), Runtime.version(), gullies, rate);
        try (var system =
                TrialSystem.start(dir.resolve("home"), System.getProperty("java.class.path"), PASSWORD, Map.of())) {
            var desk = Desk.signIn(system.page(), PASSWORD);
            Gully.rule(desk, "bench-mud");
            var fleet = Fleet.register(desk, "bench-load", DEVICES);
            var scenes = new ArrayList<Scene>();
            try (var screen = desk.screen("/topic/division/22")) {
                for (var i = 0; i < gullies; i++) {
                    scenes.add(Scene.set(system, desk, i));
                }
                flow(system, desk, scenes, fleet);
                report(desk, scenes, screen);
            } finally {
                scenes.forEach(Scene::close);
            }
        }
    }

    private void flow(TrialSystem system, Desk desk, List<Scene> scenes, Fleet fleet) throws Exception {
        var settings = LoadSettings.direct(system.mqttUri(), fleet.passwords(), rate, 1)
                .unremembered();
        try (var load = Load.start(settings)) {
            LockSupport.parkNanos(warmUp.toNanos());
            var keepsUp = Await.condition(CATCHING_UP, () -> behind(load, desk) < rate);
            var before = load.report();
            var used = Meter.of(system.pid());
            out.printf(
                    Locale.ROOT,
                    "the flows begin after %.0f s of this load, %d readings behind%s%n",
                    before.seconds(),
                    behind(load, desk),
                    keepsUp ? "" : ": THE SYSTEM DOES NOT KEEP UP");
            for (var scene : scenes) {
                scene.gully.beginFlow(scene.upper);
                LockSupport.parkNanos(500_000_000);
                scene.front = Instant.now();
                scene.frontNanos = System.nanoTime();
                scene.gully.reachVillage(scene.lower);
                LockSupport.parkNanos(500_000_000);
            }
            var after = load.report();
            out.printf(
                    Locale.ROOT,
                    "during the flows %.0f readings/s were acknowledged, and %d are behind at their end; the system used %.2f processors%n",
                    (after.acknowledged() - before.acknowledged()) / (after.seconds() - before.seconds()),
                    behind(load, desk),
                    (Meter.of(system.pid()).cpuSeconds() - used.cpuSeconds()) / (after.seconds() - before.seconds()));
            load.stop(Duration.ofMinutes(1));
        }
    }

    /** Readings that are due and not yet acknowledged to the sensors, or not yet taken by the job. */
    private long behind(Load load, Desk desk) {
        var report = load.report();
        var unsent = Math.round(rate * report.seconds()) - report.acknowledged();
        return Math.max(0, unsent)
                + desk.health("broker").path("details").path("jobBacklog").asLong(Long.MAX_VALUE / 2);
    }

    private void report(Desk desk, List<Scene> scenes, Screen screen) {
        Await.condition(PATIENCE, () -> arrivals(desk).keySet().containsAll(phones(scenes)));
        var arrivals = arrivals(desk);
        var seen = reds(screen);
        out.println("from the reading at the lower station, ms              | first |   p50    p99    max |   of");
        print(
                "alert on the screen (100 %)",
                scenes, scene -> {
                    var nanos = seen.get(scene.gully.pointId());
                    return nanos == null ? null : (nanos - scene.frontNanos) / 1e6;
                });
        print(
                "command heard by the siren",
                scenes,
                scene -> scene.siren.heard().stream()
                        .filter(heard -> heard.command().action().equals("siren"))
                        .findFirst()
                        .map(heard -> millis(scene.front, heard.at()))
                        .orElse(null));
        print("message of the household at the carrier", scenes, scene -> {
            var at = arrivals.get(scene.phone);
            return at == null ? null : millis(scene.front, at);
        });
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static List<String> phones(List<Scene> scenes) {
        return scenes.stream().map(scene -> scene.phone).toList();
    }

    /** Number → when its first message was at the carrier. */
    private static Map<String, Instant> arrivals(Desk desk) {
        var arrivals = new HashMap<String, Instant>();
        desk.get("/phones/api")
                .get("phones")
                .forEach(phone -> phone.get("messages").forEach(message -> {
                    if ("in".equals(message.get("direction").asString())) {
                        arrivals.merge(
                                phone.get("number").asString(),
                                Instant.parse(message.get("at").asString()),
                                (a, b) -> a.isBefore(b) ? a : b);
                    }
                }));
        return arrivals;
    }

    /** Point → when the alert of its debris flow came to the screen. */
    private static Map<String, Long> reds(Screen screen) {
        var reds = new HashMap<String, Long>();
        for (var one : screen.seen()) {
            var alert = one.body().path("alert");
            if (alert.path("corroborated").asBoolean(false)
                    && "debris-flow".equals(alert.path("kind").asString(""))) {
                reds.putIfAbsent(alert.path("pointId").asString(""), one.nanos());
            }
        }
        return reds;
    }

    /** How long it took, in ms; {@code null} when it never came. */
    @FunctionalInterface
    private interface Took {
        Double of(Scene scene);
    }

    private void print(String what, List<Scene> scenes, Took took) {
        var first = took.of(scenes.get(0));
        var sorted =
                scenes.stream().map(took::of).filter(Objects::nonNull).sorted().toList();
        out.printf(
                Locale.ROOT,
                "%-54s | %5.0f | %5.0f  %5.0f  %5.0f | %4d of %d%n",
                what,
                first == null ? Double.NaN : first,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                percentile(sorted, 1),
                sorted.size(),
                scenes.size());
    }

    private static double percentile(List<Double> sorted, double p) {
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(p * sorted.size()) - 1));
    }

    /** One gully with its connections. */
    private static final class Scene implements AutoCloseable {
        private final Gully gully;
        private final String phone;
        private final MqttConnection upper;
        private final MqttConnection lower;
        private final Siren siren;
        private Instant front = Instant.MAX;
        private long frontNanos;

        private Scene(Gully gully, String phone, MqttConnection upper, MqttConnection lower, Siren siren) {
            this.gully = gully;
            this.phone = phone;
            this.upper = upper;
            this.lower = lower;
            this.siren = siren;
        }

        static Scene set(TrialSystem system, Desk desk, int number) {
            var id = "bench-" + number;
            var horn = id + "-siren";
            var phone = String.valueOf(FIRST_PHONE + number);
            var gully = Gully.make(desk, id, phone, List.of(horn));
            return new Scene(
                    gully,
                    phone,
                    gully.connect(system.mqttUri(), gully.upper()),
                    gully.connect(system.mqttUri(), gully.lower()),
                    Siren.on(system.mqttUri(), horn, gully.password(horn)));
        }

        @Override
        public void close() {
            siren.close();
            lower.close();
            upper.close();
        }
    }
}
