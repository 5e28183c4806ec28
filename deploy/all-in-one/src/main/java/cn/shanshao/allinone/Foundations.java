package cn.shanshao.allinone;

import cn.shanshao.allinone.Settings.StoreAddress;
import cn.shanshao.allinone.postgres.Postgres;
import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.sim.carrier.VirtualCarrier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** What job and command centre stand on; the four need nothing of each other and start side by side. */
record Foundations(EmbeddedBroker broker, DeviceLogins logins, Postgres postgres, VirtualCarrier carrier, Store store) {
    static final String CARRIER_LOGIN = "shanshao";
    static final String JOB_LOGIN = "job";
    static final String CENTRE_LOGIN = "centre";
    static final Duration RETENTION = Duration.ofDays(3 * 365);
    private static final String STORE_LOGIN = "shanshao";

    String mqttUri() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    /** Starts them; each goes into {@code parts} as soon as it runs. */
    record Starter(Settings settings, Home home, Secrets secrets, Progress progress, Parts parts) {

        /** @throws java.util.concurrent.CompletionException with the reason of the first that does not start */
        Foundations start(int mqttPort, ExecutorService threads) {
            var logins = DeviceLogins.open(home.part("broker/devices"));
            var broker = CompletableFuture.supplyAsync(() -> broker(mqttPort, logins), threads);
            var postgres = CompletableFuture.supplyAsync(this::postgres, threads);
            var store = CompletableFuture.supplyAsync(this::store, threads);
            var carrier = CompletableFuture.supplyAsync(this::carrier, threads);
            return new Foundations(broker.join(), logins, postgres.join(), carrier.join(), store.join());
        }

        private EmbeddedBroker broker(int port, DeviceLogins logins) {
            return progress.step("MQTT broker (Artemis)", "消息代理", () -> {
                var services = Map.of(JOB_LOGIN, secrets.job(), CENTRE_LOGIN, secrets.centre());
                var broker = EmbeddedBroker.start(
                        new BrokerSettings(home.part("broker"), settings.host(), port, services, logins));
                parts.add(new Part("broker", broker, Duration.ofSeconds(30)));
                return broker;
            });
        }

        private Postgres postgres() {
            return progress.step("database (PostgreSQL)", "数据库", () -> {
                var postgres = Postgres.start(home.part("postgres"), home.log("postgres.log"), secrets.postgres());
                parts.add(new Part("PostgreSQL", postgres, Duration.ofSeconds(60)));
                return postgres;
            });
        }

        private Store store() {
            return settings.store() == null ? embeddedStore() : outsideStore(settings.store());
        }

        private static Store outsideStore(StoreAddress address) {
            return new Store(address.url(), address.user(), address.password(), Optional.empty());
        }

        private Store embeddedStore() {
            return progress.step("time-series store (QuestDB)", "时序库", () -> {
                var store = EmbeddedQuestDb.start(home.part("questdb"), 0, RETENTION, STORE_LOGIN, secrets.store());
                parts.add(new Part("QuestDB", store, Duration.ofSeconds(30)));
                return new Store(store.uri(), STORE_LOGIN, secrets.store(), Optional.of(store));
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
    }
}
