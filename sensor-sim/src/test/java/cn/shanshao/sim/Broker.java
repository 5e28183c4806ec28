package cn.shanshao.sim;

import cn.shanshao.ingest.broker.BrokerSettings;
import cn.shanshao.ingest.broker.DeviceLogins;
import cn.shanshao.ingest.broker.EmbeddedBroker;
import cn.shanshao.ingest.mqtt.Delivery;
import cn.shanshao.ingest.mqtt.MqttClient;
import cn.shanshao.ingest.mqtt.MqttLogin;
import cn.shanshao.ingest.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The real broker in a temporary folder, and a stand-in for the job that takes everything and acknowledges it. */
public final class Broker implements AutoCloseable {
    private final Path folder;
    private final DeviceLogins logins;
    private EmbeddedBroker broker;

    private Broker(Path folder, DeviceLogins logins) {
        this.folder = folder;
        this.logins = logins;
        this.broker = run(0);
    }

    public static Broker start(Path folder) {
        return new Broker(folder, DeviceLogins.open(folder.resolve("logins")));
    }

    private EmbeddedBroker run(int port) {
        return EmbeddedBroker.start(new BrokerSettings(
                folder.resolve("broker"), "127.0.0.1", port, Map.of("job", "job", "centre", "centre"), logins));
    }

    /** Stops and starts again on the same port. */
    public void restart() {
        var port = broker.port();
        broker.close();
        broker = run(port);
    }

    public String uri() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    /** Makes a login and returns its password. */
    public String register(String device) {
        var password = "password-of-" + device;
        logins.put(device, "salt", DeviceLogins.hash("salt", password));
        return password;
    }

    public MqttClient listen(Consumer<Delivery> taken) {
        var login = new MqttLogin(uri(), "job", "job", "job").as("test");
        var client = new MqttClient(
                login,
                List.of("$share/job/" + Topics.UP),
                delivery -> {
                    taken.accept(delivery);
                    delivery.from().acknowledge(delivery);
                },
                up -> {});
        client.start();
        return client;
    }

    @Override
    public void close() {
        broker.close();
    }
}
