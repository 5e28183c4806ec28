package cn.shanshao.ingest.broker;

import static cn.shanshao.ingest.broker.BrokerFixture.SERVICES;
import static cn.shanshao.ingest.broker.BrokerFixture.login;
import static cn.shanshao.ingest.broker.BrokerFixture.publish;
import static cn.shanshao.ingest.broker.BrokerFixture.register;
import static cn.shanshao.ingest.broker.BrokerFixture.until;
import static cn.shanshao.ingest.broker.BrokerFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttClientTest {
    @TempDir
    Path dir;

    DeviceLogins devices;
    EmbeddedBroker broker;
    int port;

    @BeforeEach
    void start() {
        devices = DeviceLogins.open(dir.resolve("logins"));
        register(devices, "a");
        broker = BrokerFixture.start(dir, devices);
        port = broker.port();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void comesBackAfterTheBrokerWasAwayAndSubscribesAgain() throws Exception {
        var got = new ConcurrentLinkedQueue<Delivery>();
        var ups = new AtomicInteger();
        try (var job = new MqttClient(
                login(port, "job").as("0"),
                List.of(BrokerFixture.JOB_FILTER, "shanshao/v1/config/#"),
                got::add,
                connection -> ups.incrementAndGet())) {
            assertThat(job.isUp()).isFalse();
            job.start();
            until("it is up", () -> ups.get() == 1);
            publish(port, "a", 0, 10);
            until("readings arrive", () -> got.size() == 10);
            var old = got.peek();

            broker.close();
            until("it is down", () -> !job.isUp());
            assertThatThrownBy(() -> job.publish("shanshao/v1/state/22", utf8("[]"), 1, true)
                            .get(1, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MqttFailure.class);
            broker = EmbeddedBroker.start(
                    new BrokerSettings(dir.resolve("broker"), "127.0.0.1", port, SERVICES, devices));

            until("it is up again", () -> ups.get() == 2);
            until("the readings arrive again", () -> got.size() == 20);
            assertThat(old.from().acknowledge(old)).isFalse();
            job.publish("shanshao/v1/state/22", utf8("[]"), 1, true).get(30, TimeUnit.SECONDS);
        }
        until("it is gone", () -> broker.health().connections() == 0);
    }

    @Test
    void aWorkerThatFailsOnADeliveryGetsItAgain() throws Exception {
        publish(port, "a", 0, 1);
        var attempts = new AtomicInteger();
        try (var job = new MqttClient(
                login(port, "job").as("0"),
                List.of(BrokerFixture.JOB_FILTER),
                delivery -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("cannot take it yet");
                    }
                    delivery.from().acknowledge(delivery);
                },
                connection -> {})) {
            job.start();
            until("it is acknowledged", () -> broker.health().jobBacklog() == 0);
            assertThat(attempts).hasValue(2);
        }
    }

    @Test
    void aConnectionThatComesUpAndDiesAtOnceIsNotMadeAgainAtOnce() throws Exception {
        publish(port, "a", 0, 1);
        var attempts = new ConcurrentLinkedQueue<Long>();
        try (var job = new MqttClient(
                login(port, "job").as("0"),
                List.of(BrokerFixture.JOB_FILTER),
                delivery -> {
                    attempts.add(System.nanoTime());
                    throw new IllegalStateException("cannot take it");
                },
                connection -> {})) {
            job.start();
            until("it has tried five times", () -> attempts.size() >= 5);
        }
        var at = List.copyOf(attempts);
        // after four failures it rests 0.8 s to 1.6 s
        assertThat(at.get(4) - at.get(3)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(800));
    }

    @Test
    void aTrustFileThatCannotBeReadIsToldBeforeAnythingIsOpened() {
        var login = new MqttLogin("nonsense", "a", "a-password", "a", dir.resolve("nowhere.pem"));
        assertThatThrownBy(() -> MqttConnection.open(login, null, new BrokerFixture.Worker()))
                .isInstanceOf(MqttFailure.class)
                .hasMessageContaining("nowhere.pem");
    }

    @Test
    void anAddressThatIsNoneIsAFailureLikeAnother() {
        var login = new MqttLogin("nonsense", "a", "a-password", "a");
        assertThatThrownBy(() -> MqttConnection.open(login, null, new BrokerFixture.Worker()))
                .isInstanceOf(MqttFailure.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void everyPublishUnderWayFailsWhenTheConnectionIsCut() throws Exception {
        var listener = new BrokerFixture.Worker();
        var device = MqttConnection.open(login(port, "a"), null, listener);
        device.publish("shanshao/v1/up/a/data", utf8("1"), 1, false).get(30, TimeUnit.SECONDS);
        device.cut();
        assertThat(device.isOpen()).isFalse();
        assertThatThrownBy(() -> device.publish("shanshao/v1/up/a/data", utf8("2"), 1, false)
                        .get(1, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MqttFailure.class);
        assertThat(listener.lost).isNotDone();
    }

    @Test
    void theWillIsSentWhenADeviceIsCutOffAndNotWhenItLeaves() throws Exception {
        var will = new MqttConnection.Will("shanshao/v1/up/a/status", utf8("{\"online\":false}"));
        try (var job = BrokerFixture.Worker.join(port, "0")) {
            MqttConnection.open(login(port, "a"), will, new BrokerFixture.Worker())
                    .close();
            MqttConnection.open(login(port, "a"), will, new BrokerFixture.Worker())
                    .cut();
            until("the will arrives", () -> !job.held.isEmpty());
            publish(port, "a", 0, 1);
            until("the last reading arrives", () -> job.distinct() == 1);
            assertThat(job.held).hasSize(2);
        }
    }
}
