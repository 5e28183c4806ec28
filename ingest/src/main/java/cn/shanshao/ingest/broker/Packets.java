package cn.shanshao.ingest.broker;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.util.Arrays;

/** Packets as the {@link Gate} lets them through, and its own answers. */
final class Packets {
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int FAILURE = 0x80;
    private static final byte MALFORMED = (byte) 0x81;
    private static final byte PROTOCOL_ERROR = (byte) 0x82;
    private static final byte TOO_LARGE = (byte) 0x95;
    private static final byte QUOTA_EXCEEDED = (byte) 0x97;

    private Packets() {}

    /**
     * A device's PUBLISH without the retain flag (each retained topic costs the broker 31 to 63 kB of heap), and with
     * {@code $dp} and {@code $dr} turned into the device's own topics.
     */
    static MqttPublishMessage tamed(MqttPublishMessage publish, String login, Rights rights) {
        var header = publish.variableHeader();
        limit(header.properties(), MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL, Limits.EXPIRY_SECONDS);
        var topic = Rights.own(header.topicName(), login);
        if (rights.isService() || !publish.fixedHeader().isRetain() && topic.equals(header.topicName())) {
            return publish;
        }
        var fixed = publish.fixedHeader();
        return new MqttPublishMessage(
                new MqttFixedHeader(
                        MqttMessageType.PUBLISH, fixed.isDup(), fixed.qosLevel(), false, fixed.remainingLength()),
                new MqttPublishVariableHeader(topic, header.packetId(), header.properties()),
                publish.payload());
    }

    /** A client may name a session's life once more when it leaves. */
    static void limitSession(MqttMessage message, int seconds) {
        if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT
                && message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
            limit(header.properties(), MqttPropertyType.SESSION_EXPIRY_INTERVAL, seconds);
        }
    }

    /** Lowers an interval to {@code most}; seconds are unsigned, all ones mean for ever. */
    static void limit(MqttProperties properties, MqttPropertyType type, int most) {
        if (properties.getProperty(type.value()) instanceof IntegerProperty asked
                && Integer.compareUnsigned(asked.value(), most) > 0) {
            properties.add(new IntegerProperty(type.value(), most));
        }
    }

    static MqttSubAckMessage refusalOf(MqttSubscribeMessage subscribe, boolean version5) {
        var codes = new int[subscribe.payload().topicSubscriptions().size()];
        Arrays.fill(codes, version5 ? NOT_AUTHORIZED : FAILURE);
        return new MqttSubAckMessage(
                new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
                new MqttMessageIdAndPropertiesVariableHeader(
                        subscribe.variableHeader().messageId(), MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(codes));
    }

    static MqttConnAckMessage refusalOf(Refusal cause, boolean version5) {
        var isId = cause == Refusal.CLIENT_ID;
        var code = version5
                ? isId
                        ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                        : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                : isId
                        ? MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED
                        : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        return MqttMessageBuilders.connAck().returnCode(code).build();
    }

    /** DISCONNECT, with what was wrong. */
    static MqttMessage goodbye(MqttMessage packet, Refusal cause) {
        var result = packet.decoderResult();
        byte reason = PROTOCOL_ERROR;
        if (cause == Refusal.DISK) {
            reason = QUOTA_EXCEEDED;
        } else if (result.isFailure()) {
            reason = result.cause() instanceof TooLongFrameException ? TOO_LARGE : MALFORMED;
        }
        return MqttMessageBuilders.disconnect().reasonCode(reason).build();
    }

    /** A packet that only brokers send: whoever gets it from a client hangs up. */
    static MqttMessage nonsense() {
        return new MqttMessage(new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0));
    }
}
