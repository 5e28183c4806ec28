package cn.shanshao.ingest.broker;

import static cn.shanshao.ingest.broker.BrokerFixture.JOB_FILTER;
import static cn.shanshao.ingest.broker.BrokerFixture.hello;
import static cn.shanshao.ingest.broker.BrokerFixture.login;
import static cn.shanshao.ingest.broker.BrokerFixture.publish;
import static cn.shanshao.ingest.broker.BrokerFixture.register;
import static cn.shanshao.ingest.broker.BrokerFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cn.shanshao.ingest.broker.BrokerFixture.Worker;
import cn.shanshao.ingest.mqtt.MqttConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever its clients do, nothing in the job's queue is lost, and nothing in it stalls. */
class PermanentQueuesTest {
    @TempDir
    Path dir;

    EmbeddedBroker broker;
    int port;

    @BeforeEach
    void start() {
        var devices = DeviceLogins.open(dir.resolve("logins"));
        register(devices, "a");
        broker = BrokerFixture.start(dir, devices);
        port = broker.port();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theJournalIsSynced() {
        assertThat(broker.health().datasync()).isTrue();
        assertThat(broker.health().running()).isTrue();
        broker.close();
        assertThat(broker.health().running()).isFalse();
    }

    @Test
    void nobodyDeletesTheJobsQueue() throws Exception {
        publish(port, "a", 0, 500);
        try (var job = new RawMqtt(port, RawMqtt.V5).in(hello("job"))) {
            job.subscribe(JOB_FILTER);
            until("it has joined", () -> broker.health().jobConsumers() == 1);
        }
        until("the last member is gone", () -> broker.health().jobConsumers() == 0);
        try (var job = new RawMqtt(port, RawMqtt.V5).in(hello("job"))) {
            job.subscribe("shanshao/v1/config/#");
            job.suback();
            job.write(unsubscribe(JOB_FILTER));
        }
        var server = broker.server();
        var name = SimpleString.of(PermanentQueues.OF_JOB);
        assertThatCode(() -> server.destroyQueue(name)).doesNotThrowAnyException();
        assertThatCode(() -> server.queue(PermanentQueues.OF_JOB).deleteQueue(true))
                .doesNotThrowAnyException();
        assertThat(broker.health().jobBacklog()).isEqualTo(500);
        try (var job = Worker.join(port, "0")) {
            until("all arrive", () -> job.distinct() == 500);
        }
    }

    private static byte[] unsubscribe(String filter) {
        var topic = BrokerFixture.utf8(filter);
        var packet = new byte[7 + topic.length];
        packet[0] = (byte) 0xA2;
        packet[1] = (byte) (5 + topic.length);
        packet[3] = 8;
        packet[6] = (byte) topic.length;
        System.arraycopy(topic, 0, packet, 7, topic.length);
        return packet;
    }

    @Test
    void aHundredReconnectsGetTheSameTwoThousandEachTime() throws Exception {
        publish(port, "a", 0, 2000);
        var old = Worker.join(port, "0");
        var replaced = new ArrayList<Worker>();
        for (var n = 1; n <= 100; n++) {
            var before = old;
            until("reconnect " + n + " gets all", () -> before.held.size() == 2000);
            switch (n % 3) {
                case 0 -> before.close();
                case 1 -> before.connection.cut();
                default -> replaced.add(before); // still open: the next one takes its client id over
            }
            old = Worker.join(port, "0");
        }
        try (var last = old) {
            until("the last one gets all", () -> last.held.size() == 2000);
            assertThat(last.distinct()).isEqualTo(2000);
            for (var one : replaced) {
                until("who was replaced was told", one.lost::isDone);
                assertThat(one.connection.acknowledge(one.held.peek())).isFalse();
            }
            last.acknowledgeAll();
            until("the queue is empty", () -> broker.health().jobBacklog() == 0);
            publish(port, "a", 2000, 2100);
            until("new ones arrive", () -> last.held.size() == 100);
        } finally {
            replaced.forEach(Worker::close);
        }
    }

    @Test
    void connectionsThatDieWhileTheySubscribeLoseNothingAndHoldNothing() throws Exception {
        publish(port, "a", 0, 1000);
        var random = new Random(2);
        for (var n = 0; n < 600; n++) {
            var client = new RawMqtt(port, RawMqtt.V5);
            try {
                client.connect(new RawMqtt.Hello("job-" + n % 3, "job", BrokerFixture.passwordOf("job")));
                if (n % 2 == 0) {
                    client.connack();
                }
                client.subscribe(JOB_FILTER);
                spin(random.nextInt(6_000));
            } catch (IOException e) {
                assertThat(e).as("taken over by the next one while it wrote").isNotNull();
            } finally {
                client.reset();
            }
        }
        until("no consumer is left behind", () -> broker.health().jobConsumers() == 0);
        until("no message is held", () -> broker.health().jobDelivering() == 0);
        assertThat(broker.health().jobBacklog()).isEqualTo(1000);
        until("no connection is left", () -> broker.health().connections() == 0);
        try (var job = Worker.join(port, "0")) {
            until("all arrive", () -> job.distinct() == 1000);
            until("the queue is empty", () -> {
                job.acknowledgeAll();
                return broker.health().jobBacklog() == 0;
            });
        }
    }

    /** Microseconds, without giving the processor away: a sleep is far too coarse to hit the moment. */
    private static void spin(int micros) {
        var end = System.nanoTime() + micros * 1000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void fourClientsOfOneGroupMayComeAtTheSameMoment() throws Exception {
        publish(port, "a", 0, 1000);
        for (var round = 0; round < 5; round++) {
            var workers = new ArrayList<Worker>();
            var joining = List.of(0, 1, 2, 3).parallelStream()
                    .map(i -> Worker.joinWhenUp(port, "source-" + i))
                    .toList();
            workers.addAll(joining);
            until("together they get all", () -> distinct(workers) == 1000);
            workers.parallelStream().forEach(Worker::close);
            until("all is given back", () -> broker.health().jobDelivering() == 0);
        }
    }

    private static int distinct(List<Worker> workers) {
        var all = new java.util.BitSet();
        for (var worker : workers) {
            synchronized (worker.seen) {
                all.or(worker.seen);
            }
        }
        return all.cardinality();
    }

    @Test
    void aZombieIsFoundAndClearedAndItsMessagesAreDeliveredAgain() throws Exception {
        publish(port, "a", 0, 100);
        var zombie = new RawMqtt(port, RawMqtt.V5).in(hello("job"));
        zombie.subscribe(JOB_FILTER);
        until("it holds the messages", () -> broker.health().jobDelivering() == 100);
        broker.server().getSessions().forEach(Zombies::cutFromItsEnd);
        zombie.reset();

        until("the watchdog has cleared it", () -> broker.health().zombiesCleared() == 1);
        until("nothing is held", () -> broker.health().jobDelivering() == 0);
        assertThat(broker.health().jobConsumers()).isZero();
        try (var job = Worker.join(port, "0")) {
            until("all arrive", () -> job.distinct() == 100);
        }
    }

    @Test
    void aConsumerWithoutASessionIsClearedToo() throws Exception {
        publish(port, "a", 0, 100);
        var queue = broker.server().queue(PermanentQueues.OF_JOB);
        try (var job = new RawMqtt(port, RawMqtt.V5).in(hello("job"))) {
            job.subscribe(JOB_FILTER);
            until("it holds the messages", () -> queue.getDeliveringCount() == 100);
            var session = broker.server().getSessions().iterator().next();
            broker.server().removeSession(session.getName());
            until("the watchdog has cleared it", () -> broker.health().zombiesCleared() == 1);
            until("nothing is held", () -> queue.getDeliveringCount() == 0);
            assertThat(broker.health().jobBacklog()).isEqualTo(100);
        }
    }

    @Test
    void whatAConsumerIsHandedWhileItClosesIsGivenBack() throws Exception {
        var server = broker.server();
        var queue = server.queue(PermanentQueues.OF_JOB);
        try (var job = new RawMqtt(port, RawMqtt.V5).in(hello("job"))) {
            job.subscribe(JOB_FILTER);
            until("it is there", () -> queue.getConsumerCount() == 1);
            var consumer = (ServerConsumer) queue.getConsumers().iterator().next();
            consumer.setStarted(false);
            publish(port, "a", 0, 1);
            assertThat(queue.flushExecutor()).isTrue();
            var race = new Zombies.HandedWhileClosing();
            server.registerBrokerPlugin(race);
            server.registerBrokerPlugin(new LeftBehind(server));
            consumer.close(true);
            server.unRegisterBrokerPlugin(race);
            assertThat(race.status).isEqualTo(HandleStatus.HANDLED);
        }
        until("it is given back", () -> queue.getDeliveringCount() == 0);
        try (var next = Worker.join(port, "0")) {
            until("it arrives", () -> next.distinct() == 1);
        }
    }

    @Test
    void theCentresQueueKeepsAlertsWhileNobodyListens() throws Exception {
        try (var job = Worker.open(login(port, "job").as("alerts"))) {
            for (var n = 0; n < 50; n++) {
                job.connection
                        .publish("shanshao/v1/alert/220282/p/r/" + n, BrokerFixture.body(n), 1, false)
                        .get();
            }
        }
        assertThat(broker.health().centreBacklog()).isEqualTo(50);
        try (var centre = Worker.open(login(port, "centre").as("alerts"))) {
            centre.connection.subscribe("$share/centre/shanshao/v1/alert/#", 1);
            until("all arrive", () -> centre.distinct() == 50);
        }
        assertThat(broker.health().centreBacklog()).isEqualTo(50);
    }

    @Test
    void aBacklogThatWentToDiskComesBackWhole() throws Exception {
        var frames = 100;
        var queue = broker.server().queue(PermanentQueues.OF_JOB);
        assertThat(queue.getPagingStore().startPaging()).isTrue();
        try (var device = MqttConnection.open(login(port, "a"), null, new Worker())) {
            for (var n = 0; n < frames; n++) {
                device.publish("shanshao/v1/up/a/frame/" + n, new byte[256 << 10], 1, false)
                        .get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(queue.getPagingStore().getNumberOfPages()).isGreaterThan(5);
        var topics = new HashSet<String>();
        try (var job = Worker.join(port, "0")) {
            until("all arrive", () -> {
                for (var d = job.held.poll(); d != null; d = job.held.poll()) {
                    topics.add(d.topic());
                    job.connection.acknowledge(d);
                }
                return topics.size() == frames;
            });
            // before the connection ends: an acknowledgement that it takes along is none
            until("nothing is left", () -> broker.health().jobBacklog() == 0);
        }
    }

    @Test
    void theTopicsOfOldFramesAreForgottenAndNoReadingWithThem() throws Exception {
        var server = broker.server();
        server.getAddressSettingsRepository().getMatch("#").setAutoDeleteAddressesDelay(0);
        var reap = server.getPostOffice().getClass().getDeclaredMethod("reapAddresses", boolean.class);
        reap.setAccessible(true);
        var before = server.getPostOffice().getAddresses().size();
        try (var device = Worker.open(login(port, "a"));
                var job = Worker.join(port, "0")) {
            for (var n = 0; n < 500; n++) {
                device.connection
                        .publish("shanshao/v1/up/a/frame/" + n % 50, BrokerFixture.body(n), 1, false)
                        .get(60, TimeUnit.SECONDS);
                reap.invoke(server.getPostOffice(), false);
            }
            until("all arrive", () -> job.distinct() == 500);
            job.acknowledgeAll();
            until("nothing is left", () -> broker.health().jobBacklog() == 0);
        }
        reap.invoke(server.getPostOffice(), false);
        reap.invoke(server.getPostOffice(), false);
        assertThat(server.getPostOffice().getAddresses()).hasSizeLessThanOrEqualTo(before);
    }
}
