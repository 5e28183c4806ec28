package cn.shanshao.allinone.bench;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttConnection;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.sim.load.Load;
import cn.shanshao.sim.load.LoadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The line of 100 %: the same broker and the same publishers, and one subscriber that does nothing but acknowledge. */
record BareBroker(Path dir, int devices, int seconds) {
    private static final String SERVICE_PASSWORD = "password-of-the-bench";
    /** More than the broker takes, so that it is the broker that sets the pace. */
    static final double RATE = 200_000;

    /** @return readings per second that reached the subscriber */
    double run(int perMessage) throws Exception {
        var logins = DeviceLogins.open(dir.resolve("devices"));
        var passwords = new LinkedHashMap<String, String>();
        var all = new LinkedHashMap<String, DeviceLogins.Login>();
        for (var i = 1; i <= devices; i++) {
            passwords.put("bare-" + i, "password-of-the-bench-" + i);
            all.put(
                    "bare-" + i,
                    new DeviceLogins.Login("salt", DeviceLogins.hash("salt", "password-of-the-bench-" + i)));
        }
        logins.replaceAll(all);
        var services = Map.of("job", SERVICE_PASSWORD, "centre", SERVICE_PASSWORD);
        try (var broker = EmbeddedBroker.start(new BrokerSettings(dir, "127.0.0.1", 0, services, logins))) {
            var uri = "tcp://127.0.0.1:" + broker.port();
            var arrived = new AtomicLong();
            try (var subscriber = subscribe(uri, arrived);
                    var load = Load.start(LoadSettings.direct(uri, passwords, RATE, perMessage)
                            .unremembered())) {
                return measure(subscriber, load, arrived, perMessage);
            }
        }
    }

    private double measure(MqttConnection subscriber, Load load, AtomicLong arrived, int perMessage) throws Exception {
        Thread.sleep(Duration.ofSeconds(3).toMillis());
        var first = arrived.get();
        var begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        var rate = (arrived.get() - first) * perMessage / ((System.nanoTime() - begin) / 1e9);
        load.stop(Duration.ofSeconds(30));
        if (!subscriber.isOpen()) throw new IllegalStateException("the subscriber lost its connection");
        return rate;
    }

    private static MqttConnection subscribe(String uri, AtomicLong arrived) throws Exception {
        var connection = MqttConnection.open(
                new MqttLogin(uri, "job", SERVICE_PASSWORD, "job-bench"), null, new MqttConnection.Listener() {
                    @Override
                    public void arrived(Delivery delivery) {
                        arrived.incrementAndGet();
                        delivery.from().acknowledge(delivery);
                    }

                    @Override
                    public void lost(String why) {}
                });
        connection.subscribe("$share/job/shanshao/v1/up/#", 1);
        return connection;
    }
}
