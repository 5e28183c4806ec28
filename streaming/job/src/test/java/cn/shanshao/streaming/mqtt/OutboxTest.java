package cn.shanshao.streaming.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import cn.shanshao.streaming.Tally;
import cn.shanshao.streaming.flow.Outgoing;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final String PASSWORD = "secret-of-the-test";
    private static final String TOPIC = Topics.rejected("d1");

    @TempDir
    Path dir;

    private final Tally tally = new Tally();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private EmbeddedBroker broker(int port) throws Exception {
        var logins = DeviceLogins.open(dir.resolve("logins"));
        var broker = EmbeddedBroker.start(new BrokerSettings(
                dir.resolve("broker"), "127.0.0.1", port, Map.of("job", PASSWORD, "centre", PASSWORD), logins));
        open.add(broker);
        var ear = new MqttClient(
                new MqttLogin("tcp://127.0.0.1:" + broker.port(), "centre", PASSWORD, "centre").as("ear"),
                List.of("$share/centre/" + Topics.REJECTED), // a queue of the broker: it holds what came before us
                delivery -> {
                    delivery.from().acknowledge(delivery);
                    heard.add(new String(delivery.payload(), StandardCharsets.UTF_8));
                },
                connection -> {});
        open.add(ear);
        ear.start();
        await("the centre listens", ear::isUp);
        return broker;
    }

    private Outbox outbox(int port) {
        var login = new Link("tcp://127.0.0.1:" + port, "job", PASSWORD, null).login("outbox");
        var outbox = new Outbox(login, Outbox.WhenFull.WAIT, List.of(), tally);
        open.add(outbox);
        outbox.start();
        return outbox;
    }

    private static Outgoing message(String topic, String text) {
        return new Outgoing(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(until);
            Thread.sleep(10);
        }
    }

    @Test
    void whatWaitsForTheBrokerGoesInOrderWhenItIsThere() throws Exception {
        var port = freePort();
        var outbox = outbox(port);
        var stored = new CopyOnWriteArrayList<String>();
        for (var i = 0; i < 1_200; i++) {
            var text = String.valueOf(i);
            outbox.put(message(TOPIC, text), () -> stored.add(text));
        }
        assertThat(outbox.unconfirmed()).hasSize(1_200);
        broker(port);

        await("all are stored", () -> outbox.unconfirmed().isEmpty());
        var all = IntStream.range(0, 1_200).mapToObj(String::valueOf).toList();
        assertThat(stored)
                .as("the broker may confirm neighbours in another order")
                .containsExactlyInAnyOrderElementsOf(all);
        await("all are heard", () -> heard.size() == 1_200);
        assertThat(heard).containsExactlyInAnyOrderElementsOf(all);
        for (var i = 0; i < heard.size(); i++) {
            assertThat(Math.abs(Integer.parseInt(heard.get(i)) - i))
                    .as("it may swap those that were under way together, and no more")
                    .isLessThan(Outbox.MOST_UNDER_WAY);
        }
    }

    @Test
    void whatTheBrokerRefusesForGoodIsToldAndHoldsNothingUp() throws Exception {
        var outbox = outbox(broker(0).port());
        var stored = new CopyOnWriteArrayList<String>();
        outbox.put(message("elsewhere/of/others", "no"), () -> stored.add("no"));
        outbox.put(message(TOPIC, "yes"), () -> stored.add("yes"));

        await("the other goes", () -> stored.contains("yes"));
        await("the refusal is told", () -> !tally.troubles().isEmpty());
        assertThat(stored).doesNotContain("no");
        assertThat(tally.troubles()).singleElement().asString().contains("refuses for good", "elsewhere/of/others");
    }
}
