package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.history.EmbeddedQuestDb;
import cn.shanshao.ingest.history.QuestDbHistory;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Command;
import cn.shanshao.ingest.wire.DivisionConfig;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Manifest;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.Rejected;
import cn.shanshao.ingest.wire.SenMl;
import cn.shanshao.ingest.wire.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A broker, a store and a job, with devices and a centre to speak to them. */
final class Road implements AutoCloseable {
    static final String PASSWORD = "secret-of-the-test";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final EmbeddedBroker broker;
    final EmbeddedQuestDb store;
    final QuestDbHistory history;
    final List<Delivery> heard = new CopyOnWriteArrayList<>();
    private final DeviceLogins logins;
    private final Path dir;
    private final Map<String, MqttClient> clients = new HashMap<>();
    private final MqttClient centre;
    private long version;
    private @Nullable LocalJob job;

    Road(Path dir) throws Exception {
        this.dir = dir;
        logins = DeviceLogins.open(dir.resolve("logins"));
        broker = EmbeddedBroker.start(new BrokerSettings(
                dir.resolve("broker"), "127.0.0.1", 0, Map.of("job", PASSWORD, "centre", PASSWORD), logins));
        store = EmbeddedQuestDb.start(dir.resolve("store"), 0, JobSettings.RAW_RETENTION, "admin", PASSWORD);
        history = new QuestDbHistory(store.uri(), "admin", PASSWORD);
        centre = new MqttClient(
                login("centre").as("test"),
                List.of(Topics.ALERTS, Topics.SHADOWS, Topics.STATES, Topics.OBSERVED, Topics.REJECTED),
                delivery -> {
                    delivery.from().acknowledge(delivery);
                    heard.add(delivery);
                },
                connection -> {});
        centre.start();
        await("the centre is connected", centre::isUp);
    }

    private MqttLogin login(String user) {
        return new MqttLogin("tcp://127.0.0.1:" + broker.port(), user, PASSWORD, user);
    }

    /** @param state a folder of its own for each story */
    JobSettings settings(String state, URI storeUri) {
        return JobSettings.of(
                "tcp://127.0.0.1:" + broker.port(), "job", PASSWORD, storeUri, "admin", PASSWORD, state(state));
    }

    Path state(String name) {
        return dir.resolve("job-" + name);
    }

    LocalJob startJob(String state) throws Exception {
        return startJob(settings(state, store.uri()));
    }

    LocalJob startJob(JobSettings settings) throws Exception {
        var started = LocalJob.start(settings);
        job = started;
        return started;
    }

    /** Stops the job as a crash would. */
    void killJob() {
        if (job != null) {
            job.end();
            job = null;
        }
    }

    /** Publishes the one division that there is, under a rising version. */
    DivisionConfig configure(Function<Long, DivisionConfig> scene) throws Exception {
        var config = scene.apply(++version);
        publishRetained(Topics.config(Scene.DIVISION), Json.write(config));
        publishRetained(Topics.MANIFEST, Json.write(new Manifest(1, Map.of(Scene.DIVISION, version))));
        return config;
    }

    long count(String device) {
        return history.count(device, null, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    }

    List<Rejected> rejected(String publisher) {
        return heard.stream()
                .filter(delivery -> delivery.topic().equals(Topics.rejected(publisher)))
                .map(delivery -> Rejected.decode(delivery.payload()))
                .toList();
    }

    List<Alert> alertsOf(String device) {
        return alerts().stream()
                .filter(alert -> device.equals(alert.deviceId()))
                .toList();
    }

    void publishRetained(String topic, byte[] payload) throws Exception {
        centre.publish(topic, payload, 1, true).get(30, TimeUnit.SECONDS);
    }

    void send(String device, String quantity, double value, Instant at) throws Exception {
        send(device, SenMl.encode(device, List.of(new Reading(device, quantity, value, at, false))));
    }

    void send(String device, byte[] payload) throws Exception {
        client(device).publish(Topics.data(device), payload, 1, false).get(30, TimeUnit.SECONDS);
    }

    MqttClient client(String device) throws Exception {
        var known = clients.get(device);
        if (known != null) {
            return known;
        }
        logins.put(device, "salt", DeviceLogins.hash("salt", PASSWORD));
        var client = new MqttClient(login(device).as("t"), List.of(), delivery -> {}, connection -> {});
        client.start();
        clients.put(device, client);
        await(device + " is connected", client::isUp);
        return client;
    }

    /** Something came on a topic that ends like this, with this text in it. */
    boolean isHeard(String end, String text) {
        return heard.stream()
                .anyMatch(one ->
                        one.topic().endsWith(end) && new String(one.payload(), StandardCharsets.UTF_8).contains(text));
    }

    /** The commands that a device receives. */
    List<Command> listen(String device, String filter) throws Exception {
        var commands = new CopyOnWriteArrayList<Command>();
        logins.put(device, "salt", DeviceLogins.hash("salt", PASSWORD));
        var client = new MqttClient(
                login(device).as("ear"),
                List.of(filter),
                delivery -> {
                    delivery.from().acknowledge(delivery);
                    commands.add(Json.read(delivery.payload(), Command.class));
                },
                connection -> {});
        client.start();
        clients.put(device + " listens", client);
        await(device + " listens", client::isUp);
        return commands;
    }

    static int files(Path dir) {
        var names = dir.toFile().list();
        return names == null ? 0 : names.length;
    }

    List<Alert> alerts() {
        return alerts("alert/");
    }

    /** What shadow rules say of a device. */
    List<Alert> shadowsOf(String device) {
        return alerts("shadow/").stream()
                .filter(alert -> device.equals(alert.deviceId()))
                .toList();
    }

    private List<Alert> alerts(String branch) {
        return heard.stream()
                .filter(delivery -> delivery.topic().startsWith(Topics.ROOT + branch))
                .map(delivery -> Json.read(delivery.payload(), Alert.class))
                .toList();
    }

    Alert awaitAlert(String what, Predicate<Alert> wanted) throws Exception {
        await(what, () -> alerts().stream().anyMatch(wanted));
        return alerts().stream().filter(wanted).findFirst().orElseThrow();
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        killJob();
        clients.values().forEach(MqttClient::close);
        centre.close();
        store.close();
        broker.close();
    }
}
