package cn.shanshao.ingest.broker;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQRemoteDisconnectException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what dead connections left behind: a session whose connection is gone, or a consumer of a permanent queue whose
 * session is gone, keeps the messages that were handed to it and gives them to nobody else. What is found in two looks
 * in a row is closed, and its messages are delivered again.
 */
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private final PermanentQueues server;
    private final AtomicLong cleared = new AtomicLong();
    private Set<Object> suspects = Set.of();

    Watchdog(PermanentQueues server) {
        this.server = server;
    }

    long cleared() {
        return cleared.get();
    }

    /** One look. Never throws, so that a schedule goes on. */
    synchronized void look() {
        var found = new HashSet<>();
        try {
            for (var session : server.getSessions()) {
                if (isOrphan(session) && isConfirmed(session, found)) {
                    close(session);
                }
            }
            for (var queue : server.queues()) {
                for (var consumer : queue.getConsumers()) {
                    if (consumer instanceof ServerConsumer one && isOrphan(one) && isConfirmed(one, found)) {
                        close(one);
                    }
                }
            }
        } catch (Exception e) {
            log.error("the watchdog could not look after dead connections", e);
        }
        suspects = found;
    }

    private static boolean isOrphan(ServerSession session) {
        var connection = session.getRemotingConnection();
        return connection != null
                && connection.getTransportConnection() instanceof NettyConnection transport
                && !transport.getChannel().isActive();
    }

    private boolean isOrphan(ServerConsumer consumer) {
        return server.getSessionByID(consumer.getSessionID()) == null;
    }

    private boolean isConfirmed(Object one, Set<Object> found) {
        found.add(one);
        return suspects.contains(one);
    }

    private void close(ServerSession session) throws Exception {
        log.warn("session of {} outlived its connection; closing it", session.getUsername());
        cleared.incrementAndGet();
        // first the way that an ordinary end takes, which also tidies up what MQTT knows of it
        session.getRemotingConnection().fail(new ActiveMQRemoteDisconnectException());
        session.close(true, true);
    }

    private void close(ServerConsumer consumer) throws Exception {
        log.warn("consumer {} outlived its session; closing it", consumer.getID());
        cleared.incrementAndGet();
        consumer.setStarted(false);
        consumer.getQueue().removeConsumer(consumer);
        consumer.close(true);
    }
}
