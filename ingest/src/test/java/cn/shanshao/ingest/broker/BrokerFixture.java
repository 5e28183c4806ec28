package cn.shanshao.ingest.broker;

import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttFailure;
import cn.shanshao.ingest.mqtt.MqttLogin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The scenery of the broker's tests: logins, a job that counts what it gets, and devices that publish numbers. */
final class BrokerFixture {
    static final String JOB_FILTER = "$share/job/shanshao/v1/up/#";
    static final Map<String, String> SERVICES = Map.of("job", "job-password", "centre", "centre-password");
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int NUMBER_BYTES = 120;

    private BrokerFixture() {}

    static String passwordOf(String login) {
        return login + "-password";
    }

    static void register(DeviceLogins devices, String device) {
        devices.put(device, "salt-" + device, DeviceLogins.hash("salt-" + device, passwordOf(device)));
    }

    static EmbeddedBroker start(Path dir, DeviceLogins devices) {
        return EmbeddedBroker.start(new BrokerSettings(dir.resolve("broker"), "127.0.0.1", 0, SERVICES, devices));
    }

    static MqttLogin login(int port, String user) {
        return new MqttLogin("tcp://127.0.0.1:" + port, user, passwordOf(user), user);
    }

    static RawMqtt.Hello hello(String login) {
        return new RawMqtt.Hello(login, login, passwordOf(login));
    }

    static void until(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** A client of the job: holds its deliveries, and knows which numbers came. */
    static final class Worker implements MqttConnection.Listener, AutoCloseable {
        final LinkedBlockingQueue<Delivery> held = new LinkedBlockingQueue<>();
        final BitSet seen = new BitSet();
        final CompletableFuture<String> lost = new CompletableFuture<>();
        MqttConnection connection;

        static Worker open(MqttLogin login) throws MqttFailure {
            var worker = new Worker();
            worker.connection = MqttConnection.open(login, null, worker);
            return worker;
        }

        static Worker join(int port, String suffix) throws MqttFailure {
            var worker = open(login(port, "job").as(suffix));
            worker.connection.subscribe(JOB_FILTER, 1);
            return worker;
        }

        /** As {@link #join}, again and again until the broker is there. */
        static Worker joinWhenUp(int port, String suffix) {
            var joined = new ArrayList<Worker>();
            until("the broker takes " + suffix, () -> {
                try {
                    joined.add(join(port, suffix));
                    return true;
                } catch (MqttFailure e) {
                    return false;
                }
            });
            return joined.get(0);
        }

        @Override
        public void arrived(Delivery delivery) {
            if (delivery.payload().length == NUMBER_BYTES) {
                synchronized (seen) {
                    seen.set(number(delivery));
                }
            }
            held.add(delivery);
        }

        @Override
        public void lost(String why) {
            lost.complete(why);
        }

        int distinct() {
            synchronized (seen) {
                return seen.cardinality();
            }
        }

        /** Acknowledges what it holds; the numbers of what was taken. */
        BitSet acknowledgeAll() {
            var acknowledged = new BitSet();
            var all = new ArrayList<Delivery>();
            held.drainTo(all);
            for (var delivery : all) {
                if (connection.acknowledge(delivery) && delivery.payload().length == NUMBER_BYTES) {
                    acknowledged.set(number(delivery));
                }
            }
            return acknowledged;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    static int number(Delivery delivery) {
        return ByteBuffer.wrap(delivery.payload()).getInt();
    }

    /** Publishes the numbers {@code from} to {@code to - 1} and returns when the broker has stored them all. */
    static void publish(int port, String device, int from, int to) throws Exception {
        try (var connection = MqttConnection.open(login(port, device), null, new Worker())) {
            for (var start = from; start < to; start += 1000) {
                var batch = new ArrayList<CompletableFuture<Void>>();
                for (var n = start; n < Math.min(start + 1000, to); n++) {
                    batch.add(connection.publish("shanshao/v1/up/" + device + "/data", body(n), 1, false));
                }
                for (var stored : batch) {
                    stored.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }

    static byte[] body(int number) {
        return ByteBuffer.allocate(NUMBER_BYTES).putInt(number).array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> texts(Iterable<Delivery> deliveries) {
        var texts = new ArrayList<String>();
        deliveries.forEach(d -> texts.add(d.topic() + " " + new String(d.payload(), StandardCharsets.UTF_8)));
        return texts;
    }
}
