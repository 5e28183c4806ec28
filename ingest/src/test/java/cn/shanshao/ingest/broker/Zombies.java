package cn.shanshao.ingest.broker;

import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;

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

    /** A SUBSCRIBE starts its consumer after that was closed, and the queue hands it one message more. */
    static final class HandedWhileClosing implements ActiveMQServerConsumerPlugin {
        HandleStatus status;

        @Override
        public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
            consumer.setStarted(true);
            try (var messages = consumer.getQueue().iterator()) {
                messages.hasNext(); // Artemis asks for it
                var message = messages.next();
                status = consumer.handle(message);
                messages.remove();
                consumer.proceedDeliver(message);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
