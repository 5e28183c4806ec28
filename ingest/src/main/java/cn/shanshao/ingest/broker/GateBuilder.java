package cn.shanshao.ingest.broker;

import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Puts a {@link Gate} into every MQTT connection before its first packet is read, and bounds the packets: Artemis's own
 * decoder would collect 256 MB for anybody, before it asks for a login.
 */
final class GateBuilder implements ActiveMQServerPlugin {
    /** Above the limit that clients are told, so that a little too much is answered by Artemis, in order. */
    private static final int DECODER_LIMIT = Limits.PACKET + 4096;

    private final Access access;
    private final Callers callers;
    private final Refusals refusals;
    private final BooleanSupplier diskFull;

    GateBuilder(Access access, Callers callers, Refusals refusals, BooleanSupplier diskFull) {
        this.diskFull = diskFull;
        this.access = access;
        this.callers = callers;
        this.refusals = refusals;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        if (connection instanceof MQTTConnection
                && connection.getTransportConnection() instanceof NettyServerConnection transport) {
            var pipeline = transport.getChannel().pipeline();
            pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(DECODER_LIMIT));
            var artemis = pipeline.context(MQTTProtocolHandler.class).name();
            pipeline.addBefore(artemis, "gate", new Gate(access, callers, refusals, diskFull));
        }
    }
}
