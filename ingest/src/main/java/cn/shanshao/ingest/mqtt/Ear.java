package cn.shanshao.ingest.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** What Paho tells of one connection. */
record Ear(MqttConnection connection) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        connection.arrived(topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        connection.ended(String.valueOf(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // an end of the connection is told by disconnected()
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // each publish has a listener of its own
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // open() waits for it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication
    }
}
