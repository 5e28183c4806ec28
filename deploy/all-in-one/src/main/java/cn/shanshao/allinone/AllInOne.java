package cn.shanshao.allinone;

import cn.shanshao.allinone.postgres.PostgresFailure;
import cn.shanshao.allinone.watch.Probe;
import cn.shanshao.allinone.watch.SyncedFolder;
import cn.shanshao.allinone.watch.Watch;
import cn.shanshao.allinone.web.DemoState;
import cn.shanshao.allinone.web.JobSeat;
import cn.shanshao.center.identity.ExerciseAccounts;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoPlay;
import cn.shanshao.streaming.HazardJob;
import cn.shanshao.streaming.JobSettings;
import cn.shanshao.streaming.RunningJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything that runs: started from the ground up, side by side where nothing needs the other. */
final class AllInOne implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AllInOne.class);
    private static final Duration LAST_STARTS = Duration.ofSeconds(30);

    private final Settings settings;
    private final Home home;
    private final Secrets secrets;
    private final Progress progress;
    private final FirstPassword firstPassword;
    private final DemoCast cast;
    private final Parts parts = new Parts();
    private final ExecutorService starters = Executors.newCachedThreadPool();

    AllInOne(Settings settings, Home home, Progress progress) {
        this.settings = settings;
        this.home = home;
        this.secrets = Secrets.of(home);
        this.progress = progress;
        this.firstPassword = FirstPassword.of(home, !Files.exists(home.part("postgres/data")));
        this.cast = new DemoCast(home);
    }

    /** @throws StartFailure when a part does not start; what had started is then stopped by {@link #close} */
    void start() {
        try {
            startAll();
        } catch (CompletionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } catch (RuntimeException e) {
            throw failure(e);
        } finally {
            starters.shutdown();
        }
    }

    private void startAll() {
        var http = Ports.claim(settings.host(), settings.httpPort(), "HTTP", "SHANSHAO_HTTP_PORT");
        var mqtt = Ports.claim(settings.host(), settings.mqttPort(), "MQTT", "SHANSHAO_MQTT_PORT");
        var flink = Ports.claim("127.0.0.1", settings.flinkPort(), "Flink's page", "SHANSHAO_FLINK_PORT");
        var foundations = new Foundations.Starter(settings, home, secrets, progress, parts).start(mqtt, starters);
        var watch = watch(http, flink, foundations);
        var job = new JobSeat(CompletableFuture.supplyAsync(() -> job(flink, foundations), starters));
        var demo = demoState(foundations);
        var context = center(http, foundations, watch, job, demo);
        job.await();
        if (settings.demo() && demo.heldBackBy().isEmpty()) demo(context, foundations);
        else cast.leave(context.getBean(ExerciseAccounts.class));
        var ports = new Greeting.Doors(http, mqtt, flink);
        progress.box(new Greeting(settings, ports, firstPassword.text(), cast.passwords(), demo.heldBackBy()).lines());
        firstPassword.wasShown();
        cast.wasShown();
    }

    private RunningJob job(int flink, Foundations on) {
        return progress.step("job (Flink)", "分析作业", () -> {
            var settings = JobSettings.of(
                            on.mqttUri(),
                            Foundations.JOB_LOGIN,
                            secrets.job(),
                            on.store().url(),
                            on.store().user(),
                            on.store().password(),
                            home.part("flink"))
                    .withWebPort(Math.max(0, flink));
            var job = HazardJob.start(settings);
            parts.add(new Part("job", job, Duration.ofSeconds(90)));
            return job;
        });
    }

    /** Refuses to go on when a part says that it may lose what it acknowledged. */
    private Watch watch(int http, int flink, Foundations on) {
        var ports = new HashMap<String, Integer>();
        ports.put("http", http);
        ports.put("mqtt", on.broker().port());
        ports.put("flink", flink);
        ports.put("postgres", on.postgres().port());
        ports.put("store", on.store().url().getPort());
        var watch = new Watch(probes(on, home.part("flink")), ports, report -> home.write("status.properties", report));
        parts.add(new Part("watch", watch, Duration.ofSeconds(5)));
        var off = watch.begin().off();
        if (off.isEmpty()) return watch;
        throw new StartFailure("durable settings are off: " + off, "see docs/operations.md, Durability");
    }

    private static List<Probe> probes(Foundations on, Path checkpoints) {
        var probes = new ArrayList<Probe>();
        probes.add(new Probe(
                "broker",
                "datasync",
                () -> Map.of("datasync", on.broker().health().datasync())));
        probes.add(
                new Probe("postgres", "fsync", () -> on.postgres().durability().asFlags()));
        probes.add(new Probe("checkpoints", "synced", () -> Map.of("synced", SyncedFolder.holds(checkpoints))));
        on.store()
                .embedded()
                .ifPresent(store -> probes.add(new Probe(
                        "store",
                        "commit_mode_sync",
                        () -> Map.of("commit_mode_sync", store.health().synced()))));
        return probes;
    }

    /** A watched slope must not go unwatched for a demo: beside live points the system runs, and the demo does not. */
    private DemoState demoState(Foundations on) {
        if (!settings.demo()) return new DemoState(Optional.empty());
        var postgres = on.postgres();
        var live = LiveSide.first(postgres.jdbcUrl(), postgres.user(), postgres.password());
        live.ifPresent(id -> LOG.error("the demo is not started beside {}, which is live; start with --empty", id));
        return new DemoState(live);
    }

    private ConfigurableApplicationContext center(int http, Foundations on, Watch watch, JobSeat job, DemoState demo) {
        return progress.step("command centre", "指挥中心", () -> {
            var password = Optional.ofNullable(settings.adminPassword()).or(firstPassword::text);
            var context = new Center(settings, secrets, on, watch, job, demo).start(http, password);
            parts.add(new Part("command centre", context, Duration.ofSeconds(40)));
            return context;
        });
    }

    private void demo(ConfigurableApplicationContext context, Foundations on) {
        progress.step("demo", "演示", () -> {
            var demo = Demo.jilin();
            var seed = new DemoSeed(
                    context.getBean(Registry.class),
                    context.getBean(Residents.class),
                    context.getBean(Rules.class),
                    demo);
            seed.sow();
            cast.enter(context.getBean(ExerciseAccounts.class), context.getBean(Registry.class));
            var passwords = seed.rotate();
            var beginning = DemoBeginning.of(home);
            var play = DemoPlay.start(on.mqttUri(), passwords::get, demo, beginning.epoch(), beginning.past());
            parts.add(new Part("demo", play, Duration.ofSeconds(10)));
            return play;
        });
    }

    private static StartFailure failure(Throwable cause) {
        if (cause instanceof StartFailure known) return known;
        if (cause instanceof PostgresFailure known) {
            return new StartFailure(String.valueOf(known.getMessage()), "./shanshao doctor", known);
        }
        return new StartFailure(String.valueOf(cause.getMessage()), "see log/shanshao.log in the data folder", cause);
    }

    /** What is still starting comes up and is stopped at once, else a database server would outlive this process. */
    @Override
    public void close() {
        parts.close();
        starters.shutdown();
        try {
            if (!starters.awaitTermination(LAST_STARTS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a part was still starting at the stop; the next start clears what it left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
