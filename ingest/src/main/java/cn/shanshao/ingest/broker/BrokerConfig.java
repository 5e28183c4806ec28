package cn.shanshao.ingest.broker;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/** Artemis's settings; each stands here for a reason. */
final class BrokerConfig {
    private static final int JOURNAL_BUFFER_NANOS = 200_000;
    private static final long CACHED_LOGINS_MS = 600_000;
    private static final long DISK_FREE_BYTES = 512L << 20;
    private static final long FORGET_ADDRESS_AFTER_MS = 900_000;

    private BrokerConfig() {}

    static Configuration of(BrokerSettings settings) throws Exception {
        var dir = settings.dir();
        var config = new ConfigurationImpl()
                .setName("shanshao")
                .setPersistenceEnabled(true)
                .setJournalDirectory(dir.resolve("journal").toString())
                .setBindingsDirectory(dir.resolve("bindings").toString())
                .setPagingDirectory(dir.resolve("paging").toString())
                .setLargeMessagesDirectory(dir.resolve("large").toString());
        durable(config);
        config.setSecurityEnabled(true)
                .setPopulateValidatedUser(true)
                .setSecurityInvalidationInterval(CACHED_LOGINS_MS)
                // asking Access is cheaper than remembering what it said about every topic
                .setAuthorizationCacheSize(0)
                .setAuthenticationCacheSize(100_000);
        config.setJMXManagementEnabled(false).setMessageCounterEnabled(false);
        config.setMinDiskFree(DISK_FREE_BYTES);
        // a message counts where it was published to, so this sum over all devices is what bounds the memory
        config.setGlobalMaxSize(Runtime.getRuntime().maxMemory() / 4);
        // it shares its JVM: it may complain, not kill
        config.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
        config.addAddressSetting("#", addresses());
        return config;
    }

    /** A PUBACK goes out when the message is on disk; 0.2 ms of gathering lets many share one sync. */
    private static void durable(Configuration config) {
        config.setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS)
                .setJournalMaxIO_NIO(1)
                .setJournalFileSize(10 << 20)
                .setJournalMinFiles(4)
                .setJournalPoolFiles(10);
    }

    /** Beyond their memory queues page to disk; nothing is dropped, nothing is given up after too many deliveries. */
    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                // every frame has a topic of its own, each an address; they go by age, as nobody ever bound to them
                .setAutoDeleteAddressesDelay(FORGET_ADDRESS_AFTER_MS)
                .setAutoDeleteAddressesSkipUsageCheck(true)
                .setAutoDeleteQueues(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                // how much of a paged backlog is read back at a time
                .setMaxSizeBytes(64L << 20)
                .setPageSizeBytes(2 << 20)
                // the job holds a checkpoint's worth unacknowledged; a limit here would stall it
                .setMaxReadPageBytes(-1)
                .setMaxReadPageMessages(-1)
                .setMaxDeliveryAttempts(-1)
                // never used: named, or Artemis warns of every queue that it makes
                .setDeadLetterAddress(SimpleString.of("dead"))
                .setExpiryAddress(SimpleString.of("expired"));
    }
}
