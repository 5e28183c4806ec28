package cn.shanshao.ingest.broker;

import cn.shanshao.ingest.broker.Watchdog.Orphan;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQRemoteDisconnectException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;

/**
 * What dead connections leave behind in Artemis: a session whose connection is gone, or a consumer of a permanent queue
 * whose session is gone, keeps the messages that were handed to it and gives them to nobody else. Once it is closed they
 * are delivered again.
 */
final class Orphans {
    private final PermanentQueues server;

    Orphans(PermanentQueues server) {
        this.server = server;
    }

    List<Orphan> sessions() {
        return server.getSessions().stream()
                .filter(Orphans::isOrphan)
                .map(one -> new Orphan(one, "session of " + one.getUsername(), () -> close(one)))
                .toList();
    }

    List<Orphan> consumers() {
        return server.queues().stream()
                .flatMap(queue -> queue.getConsumers().stream())
                .filter(ServerConsumer.class::isInstance)
                .map(ServerConsumer.class::cast)
                .filter(one -> server.getSessionByID(one.getSessionID()) == null)
                .map(one -> new Orphan(one, "consumer " + one.getID(), () -> close(one)))
                .toList();
    }

    private static boolean isOrphan(ServerSession session) {
        var connection = session.getRemotingConnection();
        return connection != null
                && connection.getTransportConnection() instanceof NettyConnection transport
                && !transport.getChannel().isActive();
    }

    private static void close(ServerSession session) throws Exception {
        // first the way that an ordinary end takes, which also tidies up what MQTT knows of it
        session.getRemotingConnection().fail(new ActiveMQRemoteDisconnectException());
        session.close(true, true);
    }

    private static void close(ServerConsumer consumer) throws Exception {
        consumer.setStarted(false);
        consumer.getQueue().removeConsumer(consumer);
        consumer.close(true);
    }
}
