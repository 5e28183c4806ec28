package cn.shanshao.ingest.broker;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.QueueFactoryImpl;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Artemis server with queues that nobody can delete: those that the job and the command centre share. Both ways to
 * delete are closed: the orderly one through the server, and the one that a connection takes past it (and past every
 * plugin) when it dies while it subscribes.
 */
final class PermanentQueues extends ActiveMQServerImpl {
    private static final Logger log = LoggerFactory.getLogger(PermanentQueues.class);

    /** Artemis's names of the queues behind {@code $share/{group}/{filter}}. */
    static final String OF_JOB = Rights.JOB + ".shanshao.v1.up.#";

    static final String OF_CENTRE = Rights.CENTRE + ".shanshao.v1.alert.#";

    static final String OF_REJECTED = Rights.CENTRE + ".shanshao.v1.rejected.#";

    /** Answers to commands. Artemis writes a plus as a star. */
    static final String OF_ANSWERS = Rights.CENTRE + ".shanshao.v1.up.*.ack";

    static final String OF_SHADOWS = Rights.CENTRE + ".shanshao.v1.shadow.#";

    private static final Set<String> NAMES = Set.of(OF_JOB, OF_CENTRE, OF_REJECTED, OF_ANSWERS, OF_SHADOWS);

    PermanentQueues(Configuration configuration, ActiveMQSecurityManager security) {
        super(configuration, null, security);
    }

    /** Makes those that are not there yet. Not by configuration: a declared queue is emptied by a clean start. */
    void ensure() throws Exception {
        for (var name : NAMES) {
            var address = name.substring(name.indexOf('.') + 1);
            createQueue(
                    QueueConfiguration.of(name)
                            .setAddress(address)
                            .setRoutingType(RoutingType.MULTICAST)
                            .setDurable(true)
                            .setAutoCreated(false)
                            .setAutoDelete(false)
                            .setMaxConsumers(-1)
                            .setPurgeOnNoConsumers(false),
                    true);
        }
    }

    /** {@code null} once the server has stopped. */
    @Nullable
    Queue queue(String name) {
        return getPostOffice() == null ? null : locateQueue(SimpleString.of(name));
    }

    List<Queue> queues() {
        return NAMES.stream().map(this::queue).filter(Objects::nonNull).toList();
    }

    /** Called once while starting, after the standard factory was made and before anybody takes it. */
    @Override
    public PagingManager createPagingManager() throws Exception {
        replaceQueueFactory(new Factory());
        return super.createPagingManager();
    }

    private static boolean isPermanent(SimpleString name) {
        return NAMES.contains(name.toString());
    }

    /** The orderly way to delete: UNSUBSCRIBE, a clean start, the end of a session. */
    @Override
    public void destroyQueue(
            SimpleString name,
            @Nullable SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean forceAutoDeleteAddress,
            boolean checkMessageCount)
            throws Exception {
        if (!isPermanent(name)) {
            super.destroyQueue(
                    name, session, checkConsumerCount, removeConsumers, forceAutoDeleteAddress, checkMessageCount);
        }
    }

    private final class Factory extends QueueFactoryImpl {
        Factory() {
            super(
                    getExecutorFactory(),
                    getScheduledPool(),
                    getAddressSettingsRepository(),
                    getStorageManager(),
                    PermanentQueues.this);
        }

        @Override
        public Queue createQueueWith(QueueConfiguration config, PagingManager paging, @Nullable Filter filter) {
            if (!isPermanent(config.getName())) {
                return super.createQueueWith(config, paging, filter);
            }
            var pages = getPageSubscription(config, paging, filter);
            var queue =
                    new QueueImpl(
                            config,
                            filter,
                            pages == null ? null : pages.getPagingStore(),
                            pages,
                            getScheduledPool(),
                            postOffice,
                            getStorageManager(),
                            getAddressSettingsRepository(),
                            getExecutorFactory().getExecutor(),
                            PermanentQueues.this,
                            this) {
                        @Override
                        public void deleteQueue(boolean removeConsumers) {
                            log.debug("queue {} is permanent and stays", getName());
                        }
                    };
            getCriticalAnalyzer().add(queue);
            return queue;
        }
    }
}
