package cn.shanshao.allinone;

import cn.shanshao.allinone.postgres.Postgres;
import cn.shanshao.allinone.postgres.PostgresFailure;
import cn.shanshao.allinone.watch.Probe;
import cn.shanshao.allinone.watch.Watch;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.FirstAdministrator;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.sim.carrier.VirtualCarrier;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoPlay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything that runs, started side by side as far as one part does not need another. */
final class AllInOne implements AutoCloseable {
    private static final String CARRIER_LOGIN = "shanshao";
    private static final String STORE_LOGIN = "shanshao";
    private static final String JOB_LOGIN = "job";
    private static final String CENTRE_LOGIN = "centre";
    private static final Duration RETENTION = Duration.ofDays(3 * 365);

    private final Settings settings;
    private final Home home;
    private final Secrets secrets;
    private final Progress progress;
    private final DeviceLogins logins;
    private final Parts parts = new Parts();

    AllInOne(Settings settings, Home home, Progress progress) {
        this.settings = settings;
        this.home = home;
        this.secrets = Secrets.of(home);
        this.progress = progress;
        this.logins = DeviceLogins.open(home.part("broker/devices"));
    }

    /** @throws StartFailure when a part does not start; what had started is then stopped by {@link #close} */
    void start() {
        var http = Ports.claim(settings.host(), settings.httpPort(), "HTTP", "SHANSHAO_HTTP_PORT");
        var mqtt = Ports.claim(settings.host(), settings.mqttPort(), "MQTT", "SHANSHAO_MQTT_PORT");
        var starters = Executors.newCachedThreadPool();
        try {
            var broker = side(starters, () -> broker(mqtt));
            var postgres = side(starters, this::postgres);
            var carrier = side(starters, this::carrier);
            var store = side(starters, this::store);
            var running = new Running(broker.join(), postgres.join(), carrier.join(), store.join());
            var watch = watch(http, running);
            var context = center(http, running, watch);
            seed(context, running);
            var password = context.getBean(FirstAdministrator.class).generatedPassword();
            progress.box(new Greeting(settings, http, mqtt, 0, password).lines());
        } catch (CompletionException e) {
            throw failure(e.getCause());
        } finally {
            starters.shutdownNow();
        }
    }

    private static <T> CompletableFuture<T> side(ExecutorService starters, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, starters);
    }

    private Postgres postgres() {
        return progress.step("database (PostgreSQL)", "数据库", () -> {
            var postgres = Postgres.start(home.part("postgres"), home.log("postgres.log"), secrets.postgres());
            parts.add(new Part("PostgreSQL", postgres, Duration.ofSeconds(60)));
            return postgres;
        });
    }

    private EmbeddedQuestDb store() {
        return progress.step("time-series store (QuestDB)", "时序库", () -> {
            var store = EmbeddedQuestDb.start(home.part("questdb"), 0, RETENTION, STORE_LOGIN, secrets.store());
            parts.add(new Part("QuestDB", store, Duration.ofSeconds(30)));
            return store;
        });
    }

    private VirtualCarrier carrier() {
        return progress.step("virtual carrier (SMS)", "虚拟短信", () -> {
            try {
                var carrier =
                        VirtualCarrier.start(0, CARRIER_LOGIN, secrets.carrier(), home.part("carrier/phones.json"));
                parts.add(new Part("virtual carrier", carrier, Duration.ofSeconds(15)));
                return carrier;
            } catch (IOException e) {
                throw new UncheckedIOException("the virtual carrier does not start", e);
            }
        });
    }

    private EmbeddedBroker broker(int port) {
        return progress.step("MQTT broker (Artemis)", "消息代理", () -> {
            var services = Map.of(JOB_LOGIN, secrets.job(), CENTRE_LOGIN, secrets.centre());
            var broker = EmbeddedBroker.start(
                    new BrokerSettings(home.part("broker"), settings.host(), port, services, logins));
            parts.add(new Part("broker", broker, Duration.ofSeconds(30)));
            return broker;
        });
    }

    /** Refuses to go on when a part says that it may lose what it acknowledged. */
    private Watch watch(int http, Running running) {
        var ports = Map.of(
                "http",
                http,
                "mqtt",
                running.broker().port(),
                "postgres",
                running.postgres().port(),
                "store",
                running.store().uri().getPort());
        var watch = new Watch(probes(running), ports, report -> home.write("status.properties", report));
        parts.add(new Part("watch", watch, Duration.ofSeconds(5)));
        var off = watch.begin().off();
        if (!off.isEmpty()) {
            throw new StartFailure("durable settings are off: " + off, "see docs/operations.md, Durability");
        }
        return watch;
    }

    private static List<Probe> probes(Running running) {
        return List.of(
                new Probe(
                        "broker",
                        "datasync",
                        () -> Map.of("datasync", running.broker().health().datasync())),
                new Probe(
                        "postgres",
                        "fsync",
                        () -> running.postgres().durability().asFlags()),
                new Probe(
                        "store",
                        "commit_mode_sync",
                        () -> Map.of(
                                "commit_mode_sync", running.store().health().synced())));
    }

    private ConfigurableApplicationContext center(int http, Running running, Watch watch) {
        return progress.step("command centre", "指挥中心", () -> {
            var shared = Map.<Class<?>, Object>of(
                    VirtualCarrier.class,
                    running.carrier(),
                    DeviceLogins.class,
                    logins,
                    EmbeddedBroker.class,
                    running.broker(),
                    EmbeddedQuestDb.class,
                    running.store(),
                    Watch.class,
                    watch);
            var context = Center.start(properties(http, running), shared);
            parts.add(new Part("command centre", context, Duration.ofSeconds(40)));
            return context;
        });
    }

    private void seed(ConfigurableApplicationContext context, Running running) {
        var registry = context.getBean(Registry.class);
        if (settings.demo()) {
            progress.step("demo", "演示", () -> demo(context, registry, running));
        }
    }

    private DemoPlay demo(ConfigurableApplicationContext context, Registry registry, Running running) {
        var demo = Demo.jilin();
        var seed = new DemoSeed(registry, context.getBean(Rules.class), demo);
        seed.sow(context.getBean(Divisions.class).root());
        var passwords = seed.rotate();
        var uri = "tcp://127.0.0.1:" + running.broker().port();
        var beginning = DemoBeginning.of(home);
        var play = DemoPlay.start(uri, passwords::get, demo, beginning.epoch(), beginning.past());
        parts.add(new Part("demo", play, Duration.ofSeconds(10)));
        return play;
    }

    private Map<String, Object> properties(int http, Running running) {
        var all = new HashMap<String, Object>();
        all.put("server.port", http);
        all.put("server.address", settings.host());
        all.put("spring.datasource.url", running.postgres().jdbcUrl());
        all.put("spring.datasource.username", running.postgres().user());
        all.put("spring.datasource.password", running.postgres().password());
        all.put("shanshao.mqtt.uri", "tcp://127.0.0.1:" + running.broker().port());
        all.put("shanshao.mqtt.user", CENTRE_LOGIN);
        all.put("shanshao.mqtt.password", secrets.centre());
        all.put("shanshao.store.url", running.store().uri().toString());
        all.put("shanshao.store.user", STORE_LOGIN);
        all.put("shanshao.store.password", secrets.store());
        all.put("shanshao.sms.virtual.host", "127.0.0.1");
        all.put("shanshao.sms.virtual.port", running.carrier().port());
        all.put("shanshao.sms.virtual.system-id", CARRIER_LOGIN);
        all.put("shanshao.sms.virtual.password", secrets.carrier());
        all.put("shanshao.demo", settings.demo());
        // Sessions are the centre's own; the stock user with a printed password must not exist.
        all.put(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");
        if (settings.publicUrl() != null) all.put("shanshao.public-url", settings.publicUrl());
        if (settings.adminPassword() != null) all.put("shanshao.admin-password", settings.adminPassword());
        return all;
    }

    private static StartFailure failure(Throwable cause) {
        if (cause instanceof StartFailure known) return known;
        if (cause instanceof PostgresFailure known) {
            return new StartFailure(String.valueOf(known.getMessage()), "./shanshao doctor", known);
        }
        return new StartFailure(String.valueOf(cause.getMessage()), "see log/shanshao.log in the data folder", cause);
    }

    @Override
    public void close() {
        parts.close();
    }

    /** What runs below the command centre. */
    private record Running(EmbeddedBroker broker, Postgres postgres, VirtualCarrier carrier, EmbeddedQuestDb store) {}
}
