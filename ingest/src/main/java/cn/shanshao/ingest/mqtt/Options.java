package cn.shanshao.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** How a connection is opened: no session, no reconnect of Paho's own, as many unacknowledged as MQTT allows. */
final class Options {
    private static final int RECEIVE_MAXIMUM = 65_535;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECT_SECONDS = 10;

    private Options() {}

    static MqttConnectionOptions of(MqttLogin login, MqttConnection.@Nullable Will will) throws MqttFailure {
        var options = new MqttConnectionOptions();
        options.setUserName(login.user());
        options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        if (will != null) {
            options.setWill(will.topic(), new MqttMessage(will.payload(), 1, false, new MqttProperties()));
        }
        if (login.trust() != null) {
            options.setSocketFactory(Trust.only(login.trust()));
        }
        return options;
    }
}
