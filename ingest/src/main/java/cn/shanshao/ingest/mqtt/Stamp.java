package cn.shanshao.ingest.mqtt;

import java.time.Instant;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** When the broker took a message. */
final class Stamp {
    private static final String RECEIVED = "received";

    private Stamp() {}

    /** The last user property {@code received}, for whatever stands before it the publisher wrote; else now. */
    static Instant of(MqttMessage message) {
        if (message.getProperties() == null) {
            return Instant.now();
        }
        var properties = message.getProperties().getUserProperties();
        for (var i = properties.size(); i > 0; i--) {
            var property = properties.get(i - 1);
            if (property.getKey().equals(RECEIVED)) {
                return parsed(property.getValue());
            }
        }
        return Instant.now();
    }

    private static Instant parsed(String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return Instant.now();
        }
    }
}
