package cn.shanshao.ingest.broker;

import java.util.Map;

/**
 * What the broker knows of itself.
 *
 * @param running Artemis stops itself when its disk fails
 * @param datasync every acknowledged message is on disk before its acknowledgement goes out
 * @param jobBacklog readings and the like that the job has not acknowledged yet
 * @param jobDelivering how many of them are on their way to a client of the job
 * @param jobConsumers clients of the job that share the queue
 * @param centreBacklog alerts that the command centre has not acknowledged yet
 * @param zombiesCleared consumers and sessions of dead connections that the watchdog closed, since the start
 * @param zombiesStuck those that it could not close so far, and tries again; must stay 0: they hold messages back
 * @param deadLetters messages that left a permanent queue by expiry or too many deliveries; must stay 0
 * @param diskFull it takes nothing more until space is free again
 * @param refused how often it refused, by cause, since the start
 */
public record BrokerHealth(
        boolean running,
        boolean datasync,
        long jobBacklog,
        long jobDelivering,
        int jobConsumers,
        long centreBacklog,
        int centreConsumers,
        int connections,
        long zombiesCleared,
        int zombiesStuck,
        long deadLetters,
        boolean diskFull,
        Map<Refusal, Long> refused) {
    public BrokerHealth {
        refused = Map.copyOf(refused);
    }

    static BrokerHealth stopped(long zombiesCleared, int zombiesStuck, Map<Refusal, Long> refused) {
        return new BrokerHealth(false, false, 0, 0, 0, 0, 0, 0, zombiesCleared, zombiesStuck, 0, false, refused);
    }
}
