package cn.shanshao.center.monitoring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cn.shanshao.ingest.mqtt.MqttLogin;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A device that sleeps between its readings, and has the broker keep its commands meanwhile. */
final class Sleeper implements MqttCallback, AutoCloseable {
    private static final long PATIENCE_MS = 30_000;

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final MqttLogin login;
    private final MqttAsyncClient client;

    Sleeper(MqttLogin login) throws MqttException {
        this.login = login;
        client = new MqttAsyncClient(login.uri(), login.clientId(), new MemoryPersistence());
        client.setCallback(this);
    }

    void connect() throws MqttException {
        var options = new MqttConnectionOptions();
        options.setUserName(login.user());
        options.setPassword(login.password().getBytes(US_ASCII));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        client.connect(options).waitForCompletion(PATIENCE_MS);
    }

    void subscribe(String filter) throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(PATIENCE_MS);
    }

    void disconnect() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE_MS);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(new String(message.getPayload(), US_ASCII));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}

    @Override
    public void close() throws MqttException {
        disconnect();
        client.close();
    }
}
