package cn.shanshao.ingest.mqtt;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** The broker refused, or could not be reached, or the connection was lost. */
public final class MqttFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason when the connection was lost, or there is none. */
    public static final int NOT_CONNECTED = -1;

    private final int reasonCode;

    public MqttFailure(int reasonCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reasonCode = reasonCode;
    }

    static MqttFailure notConnected(String why) {
        return new MqttFailure(NOT_CONNECTED, "not connected: " + why, null);
    }

    static MqttFailure of(String what, @Nullable Throwable cause) {
        var code = cause instanceof MqttException e ? e.getReasonCode() : NOT_CONNECTED;
        return new MqttFailure(code, "could not %s: %s".formatted(what, cause), cause);
    }

    /** MQTT 5's reason code (128 and above) where the broker sent one, else the client's own, or {@link #NOT_CONNECTED}. */
    public int reasonCode() {
        return reasonCode;
    }
}
