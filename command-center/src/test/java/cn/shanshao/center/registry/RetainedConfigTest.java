package cn.shanshao.center.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.shanshao.center.CenterTest;
import cn.shanshao.center.rules.Rules;
import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@CenterTest
@DirtiesContext
@TestPropertySource(properties = {"shanshao.config.publish=true", "shanshao.config.gather=20ms"})
class RetainedConfigTest {
    private static final String PASSWORD = "secret-of-the-services";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    static EmbeddedBroker broker;

    @Autowired
    Registry registry;

    @Autowired
    Rules rules;

    @Autowired
    RetainedConfig config;

    @Autowired
    JdbcClient jdbc;

    private static EmbeddedBroker start(int port) {
        return EmbeddedBroker.start(new BrokerSettings(
                dir.resolve("broker"),
                "127.0.0.1",
                port,
                Map.of("job", PASSWORD, "centre", PASSWORD),
                DeviceLogins.open(dir.resolve("logins"))));
    }

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry properties) {
        broker = start(0);
        properties.add("shanshao.mqtt.uri", RetainedConfigTest::uri);
        properties.add("shanshao.mqtt.password", () -> PASSWORD);
    }

    private static String uri() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    /** Listens as the job does. */
    private static final class Job implements AutoCloseable {
        final Map<String, byte[]> retained = new ConcurrentHashMap<>();
        final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        final MqttClient client = new MqttClient(
                new MqttLogin(uri(), "job", PASSWORD, "job-config"),
                List.of(Topics.CONFIG_ALL),
                delivery -> {
                    retained.put(delivery.topic(), delivery.payload());
                    order.add(delivery.topic());
                    delivery.from().acknowledge(delivery);
                },
                connection -> {});

        Job() {
            client.start();
        }

        Manifest manifest() {
            var json = retained.get(Topics.MANIFEST);
            return json == null ? new Manifest(0, Map.of()) : Json.read(json, Manifest.class);
        }

        DivisionConfig division(String code) {
            return Json.read(unzipped(Objects.requireNonNull(retained.get(Topics.config(code)))), DivisionConfig.class);
        }

        boolean hasAllOf(Manifest manifest) {
            return !manifest.divisions().isEmpty()
                    && manifest.divisions().entrySet().stream()
                            .allMatch(e -> retained.containsKey(Topics.config(e.getKey()))
                                    && division(e.getKey()).version() >= e.getValue());
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static byte[] unzipped(byte[] payload) {
        if (payload[0] != 0x1f) {
            return payload;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HazardPoint point(String id, String division) {
        return new HazardPoint(
                id, 0, null, "后山滑坡", "landslide", division, Realm.EXERCISE, 126.6, 43.8, 12, List.of("张家沟"), List.of());
    }

    private static Device device(String id, String point, String division) {
        return new Device(
                id,
                0,
                point,
                division,
                "GNSS " + id,
                "gnss",
                null,
                DeviceState.SERVICE,
                null,
                Realm.EXERCISE,
                0,
                Clock.REAL,
                60,
                null,
                List.of());
    }

    @Test
    void theJobFindsPointsDevicesAndRulesAndLearnsOfEveryChange() {
        registry.savePoint(point("rc-p1", "220282"), "test");
        registry.saveDevice(device("rc-d1", "rc-p1", "220282"), "test");
        rules.save(rule("rc-everywhere", null), "test");
        rules.save(rule("rc-here", "rc-p1"), "test");
        try (var job = new Job()) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(job.manifest().divisions()).containsKeys("22", "220282");
                assertThat(job.division("220282").devices()).extracting("id").containsExactly("rc-d1");
                assertThat(job.division("220282").rules()).extracting("id").containsExactly("rc-here");
                assertThat(job.division("22").rules()).extracting("id").contains("rc-everywhere");
            });
            assertThat(job.division("220282").points().get(0).devices()).containsExactly("rc-d1");

            var before = job.division("220282").version();
            registry.noteChannel("rc-d1", "crack", "mm");
            registry.noteChannel("rc-d1", "crack", "mm");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(job.division("220282").version()).isGreaterThan(before));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(job.manifest().divisions().get("220282"))
                            .isEqualTo(job.division("220282").version()));
            assertThat(job.division("220282").devices().get(0).channels())
                    .extracting("quantity")
                    .containsExactly("crack");
        }
    }

    @Test
    void aPointThatMovedLeavesAnEmptyDocumentBehind() {
        registry.savePoint(point("rc-p2", "220303"), "test");
        registry.saveDevice(device("rc-d2", "rc-p2", "220303"), "test");
        try (var job = new Job()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(job.manifest().divisions()).containsKey("220303"));
            registry.savePoint(point("rc-p2", "220322"), "test");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(job.manifest().divisions()).containsKey("220322");
                assertThat(job.division("220303").points()).isEmpty();
                assertThat(job.division("220303").devices()).isEmpty();
                assertThat(job.division("220322").devices()).extracting("id").containsExactly("rc-d2");
            });
        }
    }

    @Test
    void everythingGoesOutAgainToABrokerThatLostIt() {
        registry.savePoint(point("rc-p3", "220421"), "test");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(config.confirmedAt()).isNotNull());
        var port = broker.port();
        broker.close();
        dir = dir.resolve("another");
        broker = start(port);
        try (var job = new Job()) {
            await().atMost(PATIENCE).until(() -> job.hasAllOf(job.manifest()));
            assertThat(job.manifest().divisions()).containsKeys("22", "220421");
        }
    }

    @Test
    void aRestoredDatabaseBeginsANewEpochSoThatTheJobTakesWhatItSays() {
        registry.savePoint(point("rc-p5", "220581"), "test");
        registry.savePoint(point("rc-p6", "220582"), "test");
        awaitConfirmed();
        var before = epoch();
        config.stop();
        config.start();
        awaitConfirmed();
        assertThat(epoch()).as("nothing was restored").isEqualTo(before);

        config.stop();
        jdbc.sql("update config_document set version = 0, digest = '' where division = '220581'")
                .update();
        jdbc.sql("delete from hazard_point where id = 'rc-p6'").update();
        jdbc.sql("delete from config_document where division = '220582'").update();
        config.start();
        awaitConfirmed();

        assertThat(epoch()).isEqualTo(before + 1);
        try (var job = new Job()) {
            await().atMost(PATIENCE).until(() -> job.hasAllOf(job.manifest()));
            assertThat(job.manifest().epoch()).isEqualTo(before + 1);
            assertThat(job.division("220581").epoch()).isEqualTo(before + 1);
            assertThat(job.division("220581").points()).hasSize(1);
            assertThat(job.division("220582").epoch()).isEqualTo(before + 1);
            assertThat(job.division("220582").points())
                    .as("nobody knows it any more")
                    .isEmpty();
        }
    }

    private void awaitConfirmed() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(config.confirmedAt()).isNotNull());
    }

    private long epoch() {
        return jdbc.sql("select epoch from config_epoch").query(Long.class).single();
    }

    @Test
    void aLargeDocumentIsCompressed() {
        var villages = java.util.stream.IntStream.range(0, 9_000)
                .mapToObj(i -> "第" + i + "村民小组")
                .toList();
        registry.savePoint(
                new HazardPoint(
                        "rc-p4", 0, null, "大点", "slope", "220523", Realm.EXERCISE, 126, 42, 1, villages, List.of()),
                "test");
        try (var job = new Job()) {
            await().atMost(PATIENCE).until(() -> job.retained.containsKey(Topics.config("220523")));
            assertThat(job.retained.get(Topics.config("220523"))).hasSizeLessThan(Gzip.LARGE);
            assertThat(job.division("220523").points().get(0).villages()).hasSize(9_000);
        }
    }

    private static RuleConfig rule(String id, @org.jspecify.annotations.Nullable String point) {
        return new RuleConfig(
                id,
                0,
                "threshold",
                new RuleConfig.AppliesTo("crack", point, null, null),
                Map.of(),
                Map.of(Level.YELLOW, 10.0),
                0,
                0,
                1,
                null,
                false,
                null);
    }
}
