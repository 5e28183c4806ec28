package cn.shanshao.ingest.broker;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import java.util.UUID;

/**
 * A CONNECT as it is let through: without a retained will, and with a session only where one is meant to be. Only a
 * device under its plain login keeps one, so that commands wait for it, and for seven days at most; services keep none
 * (what they have not acknowledged waits in the permanent queues), and so nobody can fill the broker with sessions.
 */
final class Greeting {
    private final MqttConnectMessage connect;
    private final String login;
    private final String clientId;
    private final boolean keepsSession;

    Greeting(MqttConnectMessage connect, String login, Rights rights) {
        this.connect = connect;
        this.login = login;
        var id = connect.payload().clientIdentifier();
        this.clientId = isNameless() ? login + "-" + UUID.randomUUID() : id;
        this.keepsSession = !rights.isService() && login.equals(clientId);
    }

    private boolean isNameless() {
        return connect.payload().clientIdentifier().isEmpty()
                && connect.variableHeader().isCleanSession();
    }

    String clientId() {
        return clientId;
    }

    String login() {
        return login;
    }

    boolean isVersion5() {
        return connect.variableHeader().version() == 5;
    }

    /** Seconds that the session outlives the connection, at most. */
    int sessionSeconds() {
        return keepsSession ? Limits.DEVICE_SESSION_SECONDS : 0;
    }

    MqttConnectMessage tamed() {
        var header = connect.variableHeader();
        var will = connect.payload().willProperties();
        Packets.limit(will, MqttPropertyType.WILL_DELAY_INTERVAL, Limits.EXPIRY_SECONDS);
        Packets.limit(header.properties(), MqttPropertyType.SESSION_EXPIRY_INTERVAL, sessionSeconds());
        return new MqttConnectMessage(
                connect.fixedHeader(),
                new MqttConnectVariableHeader(
                        header.name(),
                        header.version(),
                        header.hasUserName(),
                        header.hasPassword(),
                        false,
                        header.willQos(),
                        header.isWillFlag(),
                        header.isCleanSession() || !keepsSession,
                        header.keepAliveTimeSeconds(),
                        header.properties()),
                new MqttConnectPayload(
                        clientId,
                        will,
                        connect.payload().willTopic(),
                        connect.payload().willMessageInBytes(),
                        connect.payload().userName(),
                        connect.payload().passwordInBytes()));
    }

    /** Artemis's CONNACK with what was changed here; MQTT 5 wants the client to be told. */
    MqttConnAckMessage told(MqttConnAckMessage answer) {
        var header = answer.variableHeader();
        if (!isVersion5() || header.connectReturnCode().byteValue() != 0) {
            return answer;
        }
        var properties = new MqttProperties();
        header.properties().listAll().forEach(properties::add);
        if (isNameless()) {
            properties.add(new StringProperty(MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(), clientId));
        }
        if (connect.variableHeader().properties().getProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value())
                instanceof IntegerProperty session) {
            properties.add(new IntegerProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), session.value()));
        }
        return new MqttConnAckMessage(
                answer.fixedHeader(),
                new MqttConnAckVariableHeader(header.connectReturnCode(), header.isSessionPresent(), properties));
    }
}
