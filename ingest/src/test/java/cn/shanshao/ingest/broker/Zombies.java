package cn.shanshao.ingest.broker;

import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ServerSession;

/** Makes what a rare race makes: a session that never hears of the end of its connection. */
final class Zombies {
    private Zombies() {}

    static void cutFromItsEnd(ServerSession session) {
        if (session.getRemotingConnection().getTransportConnection() instanceof NettyServerConnection transport) {
            var pipeline = transport.getChannel().pipeline();
            pipeline.remove("gate");
            pipeline.remove(MQTTProtocolHandler.class);
            pipeline.remove("handler");
        }
    }
}
