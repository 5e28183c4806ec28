package cn.shanshao.ingest.broker;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the time of arrival, epoch ms, into every MQTT message as its last user property {@code received}; one that the
 * publisher wrote stands before it and does not count. What devices send never expires while it waits for the job.
 */
final class ArrivalStamp implements ActiveMQServerPlugin {
    private static final SimpleString COUNT = SimpleString.of(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY);
    private static final SimpleString UP = SimpleString.of("shanshao.v1.up.");

    @Override
    public void beforeSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue) {
        if (!message.containsProperty(MQTTUtil.MQTT_QOS_LEVEL_KEY)) {
            return;
        }
        var n = message.containsProperty(COUNT) ? message.getIntProperty(COUNT) : 0;
        message.putStringProperty(
                MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX + n + ".received", Long.toString(message.getTimestamp()));
        message.putIntProperty(COUNT, n + 1);
        if (message.getExpiration() != 0 && message.getAddressSimpleString().startsWith(UP)) {
            message.setExpiration(0);
        }
    }
}
