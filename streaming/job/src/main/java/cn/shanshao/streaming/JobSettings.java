package cn.shanshao.streaming;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the job finds its surroundings, and how it is run.
 *
 * @param mqttUri {@code tcp://host:port} or {@code ssl://host:port}
 * @param user the job's login at the broker; its {@code $share} group bears the same name
 * @param trust a PEM file of certificates for {@code ssl://}; {@code null} for the JVM's own
 * @param store the HTTP endpoint of the time-series store
 * @param state folder for checkpoints and for readings that wait for the store
 * @param webPort of Flink's own page, on the loopback; 0 for any free one
 * @param checkpointPatience how old the last checkpoint may be before health complains: while there is none, nothing is
 *     acknowledged, and the broker sends no more in the end
 * @param configWait how long to wait for a complete configuration before judging with what is there
 * @param storeBacklogBytes what may wait for the store; at the bound readings wait in the broker, and alerts with them
 * @param retention of raw readings in the store
 */
public record JobSettings(
        String mqttUri,
        String user,
        String password,
        @Nullable Path trust,
        int parallelism,
        URI store,
        String storeUser,
        String storePassword,
        Path state,
        int webPort,
        Duration checkpointInterval,
        Duration checkpointPatience,
        Duration configWait,
        long storeBacklogBytes,
        Duration retention) {

    public static final Duration RAW_RETENTION = Duration.ofDays(3 * 365);
    private static final long BACKLOG_BYTES = 4L << 30;

    public JobSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
    }

    /** Parallelism 2, a checkpoint every second, 30 s of patience with it, 30 s of patience with the configuration, 4 GiB of backlog, 3 years. */
    public static JobSettings of(
            String mqttUri,
            String user,
            String password,
            URI store,
            String storeUser,
            String storePassword,
            Path state) {
        return new JobSettings(
                mqttUri,
                user,
                password,
                null,
                2,
                store,
                storeUser,
                storePassword,
                state,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                BACKLOG_BYTES,
                RAW_RETENTION);
    }

    public JobSettings withTrust(@Nullable Path pem) {
        return new JobSettings(
                mqttUri,
                user,
                password,
                pem,
                parallelism,
                store,
                storeUser,
                storePassword,
                state,
                webPort,
                checkpointInterval,
                checkpointPatience,
                configWait,
                storeBacklogBytes,
                retention);
    }

    public JobSettings withWebPort(int port) {
        return new JobSettings(
                mqttUri,
                user,
                password,
                trust,
                parallelism,
                store,
                storeUser,
                storePassword,
                state,
                port,
                checkpointInterval,
                checkpointPatience,
                configWait,
                storeBacklogBytes,
                retention);
    }

    public JobSettings withCheckpointPatience(Duration patience) {
        return new JobSettings(
                mqttUri,
                user,
                password,
                trust,
                parallelism,
                store,
                storeUser,
                storePassword,
                state,
                webPort,
                checkpointInterval,
                patience,
                configWait,
                storeBacklogBytes,
                retention);
    }

    public JobSettings withConfigWait(Duration wait) {
        return new JobSettings(
                mqttUri,
                user,
                password,
                trust,
                parallelism,
                store,
                storeUser,
                storePassword,
                state,
                webPort,
                checkpointInterval,
                checkpointPatience,
                wait,
                storeBacklogBytes,
                retention);
    }

    @Override
    public String toString() {
        return "JobSettings[%s at %s, store %s, state %s, parallelism %d]"
                .formatted(user, mqttUri, store, state, parallelism);
    }
}
