package cn.shanshao.ingest.broker;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConsumerPlugin;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what a consumer was handed while it closed. Artemis takes back its messages first and takes it from the
 * queue then; a SUBSCRIBE that is still under way starts it again in between, and a message that it is handed in that
 * moment would be nobody's until the next start. When the close is over nothing more can be handed to it.
 */
final class LeftBehind implements ActiveMQServerConsumerPlugin {
    private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);

    private final ActiveMQServer server;

    LeftBehind(ActiveMQServer server) {
        this.server = server;
    }

    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        try {
            // waits for a delivery under way
            consumer.setStarted(false);
            giveBack(consumer, failed);
        } catch (Exception e) {
            log.error("consumer {} was closed and may hold messages until the next start", consumer.getID(), e);
        }
    }

    private void giveBack(ServerConsumer consumer, boolean failed) throws Exception {
        var left = consumer.cancelRefs(failed, false, null);
        if (left.isEmpty()) {
            return;
        }
        var transaction = new TransactionImpl(server.getStorageManager());
        left.forEach(one -> one.getQueue().cancel(transaction, one, true));
        transaction.rollback();
        log.warn(
                "consumer {} was handed {} messages while it closed; they are given back",
                consumer.getID(),
                left.size());
    }
}
