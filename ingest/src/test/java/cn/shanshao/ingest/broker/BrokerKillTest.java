package cn.shanshao.ingest.broker;

import static cn.shanshao.ingest.broker.BrokerFixture.body;
import static cn.shanshao.ingest.broker.BrokerFixture.hello;
import static cn.shanshao.ingest.broker.BrokerFixture.login;
import static cn.shanshao.ingest.broker.BrokerFixture.number;
import static cn.shanshao.ingest.broker.BrokerFixture.publish;
import static cn.shanshao.ingest.broker.BrokerFixture.register;
import static cn.shanshao.ingest.broker.BrokerFixture.texts;
import static cn.shanshao.ingest.broker.BrokerFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.broker.BrokerFixture.Worker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker alone is killed (kill -9) and comes back; the job and the devices live on. */
class BrokerKillTest {
    private static final int WORKERS = 4;

    @TempDir
    Path dir;

    BrokerProcess broker;

    @BeforeEach
    void start() throws Exception {
        register(DeviceLogins.open(dir.resolve("logins")), "a");
        broker = new BrokerProcess(dir, "192m");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatWasAcknowledgedIsThereWithItsTimeOfArrival() throws Exception {
        publish(broker.port(), "a", 0, 3000);
        Map<Integer, Instant> before = new ConcurrentHashMap<>();
        try (var job = Worker.join(broker.port(), "0")) {
            until("all arrive", () -> job.distinct() == 3000);
            job.held.forEach(d -> before.put(number(d), d.received()));
        }
        broker.killAndRestart();
        try (var job = Worker.joinWhenUp(broker.port(), "0")) {
            until("all arrive again", () -> job.distinct() == 3000);
            assertThat(job.held.stream().collect(Collectors.toMap(BrokerFixture::number, Delivery::received)))
                    .isEqualTo(before);
        }
    }

    /** The PUBACK of a rewritten message waits for the journal as any other's does. */
    @Test
    void whatWasAcknowledgedOnTheNationalTopicIsThereToo() throws Exception {
        try (var device = new RawMqtt(broker.port(), RawMqtt.V3_1_1).in(hello("a"))) {
            for (var n = 0; n < 50; n++) {
                device.publish("$dp", "frame " + n, false);
                device.puback();
            }
        }
        broker.killAndRestart();
        try (var job = Worker.joinWhenUp(broker.port(), "0")) {
            until("all arrive", () -> job.held.size() == 50);
            assertThat(new HashSet<>(texts(job.held)))
                    .hasSize(50)
                    .allMatch(text -> text.startsWith("shanshao/v1/up/a/gb frame "));
        }
    }

    @Test
    void acknowledgementsOfOldConnectionsNeverHitOtherReadings() throws Exception {
        var acknowledgedToDevice = ConcurrentHashMap.<Integer>newKeySet();
        var acknowledgedByJob = new BitSet();
        try (var device = new MqttClient(login(broker.port(), "a"), List.of(), d -> {}, c -> {})) {
            device.start();
            var next = 0;
            for (var round = 0; round < 2; round++) {
                var workers = new ArrayList<Worker>();
                for (var i = 0; i < WORKERS; i++) {
                    workers.add(Worker.joinWhenUp(broker.port(), "source-" + i));
                }
                next = offer(device, next, next + 4000, acknowledgedToDevice);
                until("each holds its share", () -> workers.stream().allMatch(w -> w.held.size() > 100));
                until("4000 and more are held", () -> held(workers) >= 4000);
                // half of the first worker's, as a checkpoint would; the rest is pending when the broker dies
                acknowledgeSome(workers.get(0), acknowledgedByJob);
                broker.killAndRestart();

                var fresh = new ArrayList<Worker>();
                for (var i = 0; i < WORKERS; i++) {
                    fresh.add(Worker.joinWhenUp(broker.port(), "source-" + i));
                }
                // the first of them got what waited; from now on each gets a share, under packet ids that were used
                // before
                next = offer(device, next, next + 1000, acknowledgedToDevice);
                until("they deliver", () -> fresh.stream().allMatch(w -> w.held.size() > 100));
                for (var i = 0; i < WORKERS; i++) {
                    var old = workers.get(i);
                    until("the old connection knows its end", old.lost::isDone);
                    assertThat(old.held).isNotEmpty();
                    assertThat(fresh.get(i).connection.acknowledge(old.held.peek()))
                            .isFalse();
                    assertThat(old.acknowledgeAll().isEmpty()).isTrue();
                }
                workers.forEach(Worker::close);
                fresh.forEach(Worker::close);
            }
        }

        try (var last = Worker.joinWhenUp(broker.port(), "source-0")) {
            until("the queue is empty", () -> {
                acknowledgedByJob.or(last.acknowledgeAll());
                return broker.backlog() == 0;
            });
            acknowledgedByJob.or(last.acknowledgeAll());
        }
        assertThat(acknowledgedToDevice.stream().filter(n -> !acknowledgedByJob.get(n)))
                .as("acknowledged to the device, never to the job")
                .isEmpty();
        assertThat(acknowledgedToDevice).hasSizeGreaterThan(4000);
    }

    private static int held(List<Worker> workers) {
        return workers.stream().mapToInt(worker -> worker.held.size()).sum();
    }

    private static int offer(MqttClient device, int from, int to, Set<Integer> acknowledged) {
        until("the device is connected", device::isUp);
        for (var n = from; n < to; n++) {
            var number = n;
            device.publish("shanshao/v1/up/a/data", body(number), 1, false).thenRun(() -> acknowledged.add(number));
        }
        return to;
    }

    private static void acknowledgeSome(Worker worker, BitSet acknowledged) {
        for (var n = worker.held.size() / 2; n > 0; n--) {
            var delivery = worker.held.poll();
            if (worker.connection.acknowledge(delivery)) {
                acknowledged.set(number(delivery));
            }
        }
    }

    @Test
    void sessionsThatARestartBroughtBackAreDroppedUnlessADeviceMayComeBack() throws Exception {
        try (var centre = new RawMqtt(broker.port(), RawMqtt.V5).in(hello("centre"));
                var suffixed = new RawMqtt(broker.port(), RawMqtt.V5)
                        .in(new RawMqtt.Hello("a-test", "a", "a-password").keepingSession(1000));
                var device =
                        new RawMqtt(broker.port(), RawMqtt.V5).in(hello("a").keepingSession(1000))) {
            centre.subscribe("shanshao/v1/state/#");
            assertThat(centre.suback()).isEqualTo(1);
            suffixed.subscribe("shanshao/v1/down/a/#");
            assertThat(suffixed.suback()).isEqualTo(1);
            device.subscribe("shanshao/v1/down/a/#");
            assertThat(device.suback()).isEqualTo(1);
            broker.kill();
        }
        broker.close();

        // in this JVM, to look inside
        var devices = DeviceLogins.open(dir.resolve("logins"));
        try (var again = BrokerFixture.start(dir, devices)) {
            assertThat(again.sessions()).containsExactly("a");
        }
    }

    @Test
    void aBacklogLargerThanTheMemoryIsThereToo() throws Exception {
        var frames = 220; // 55 MiB, with a heap of 192 MiB, a quarter of which is for messages
        try (var device = Worker.open(login(broker.port(), "a"))) {
            var stored = new ArrayList<CompletableFuture<Void>>();
            for (var n = 0; n < frames; n++) {
                stored.add(device.connection.publish("shanshao/v1/up/a/frame/" + n, new byte[256 << 10], 1, false));
            }
            for (var frame : stored) {
                frame.get(60, TimeUnit.SECONDS);
            }
        }
        try (var pages = Files.walk(dir.resolve("broker/paging"))) {
            assertThat(pages.filter(page -> page.toString().endsWith(".page"))).isNotEmpty();
        }
        broker.killAndRestart();
        var topics = new HashSet<String>();
        try (var job = Worker.joinWhenUp(broker.port(), "0")) {
            until("all arrive", () -> {
                for (var d = job.held.poll(); d != null; d = job.held.poll()) {
                    topics.add(d.topic());
                    job.connection.acknowledge(d);
                }
                return topics.size() == frames;
            });
        }
        until("nothing is left", () -> broker.backlog() == 0);
    }
}
