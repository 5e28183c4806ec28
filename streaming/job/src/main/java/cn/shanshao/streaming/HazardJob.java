package cn.shanshao.streaming;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Starts the job that every reading passes through. */
public final class HazardJob {
    private static final String USAGE = """
            Submits the job to a Flink cluster. Settings are environment variables:
              SHANSHAO_MQTT_URI        tcp://host:port, or ssl://host:port
              SHANSHAO_MQTT_USER       login at the broker (job); its $share group bears the same name
              SHANSHAO_MQTT_PASSWORD
              SHANSHAO_MQTT_TRUST      PEM file of the certificates to trust for ssl://, at the same path on every
                                       machine of the cluster; without it those of the JVM
              SHANSHAO_STORE_URL       HTTP endpoint of the time-series store
              SHANSHAO_STORE_USER
              SHANSHAO_STORE_PASSWORD
              SHANSHAO_STATE           folder for checkpoints and waiting readings, the same on every machine
            """;

    private HazardJob() {}

    /** Runs the job in this JVM; it goes on from the newest checkpoint below {@link JobSettings#state()}. */
    public static RunningJob start(JobSettings settings) {
        try {
            return LocalJob.start(settings);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the job could not be started with " + settings, e);
        }
    }

    static Configuration configuration(JobSettings settings) {
        var checkpoints = settings.state().toAbsolutePath().resolve("checkpoints");
        var configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        // small state stands in the checkpoint's one file: fewer files to sync each second
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        configuration.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        return configuration;
    }

    /** The settings of a cluster inside this JVM. */
    static Configuration local(JobSettings settings) {
        var configuration = configuration(settings);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, String.valueOf(settings.webPort()));
        return configuration;
    }

    static StreamExecutionEnvironment environment(JobSettings settings, Board board, Configuration configuration) {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(settings.parallelism());
        // each task wakes that often, whether anything flows or not
        env.setBufferTimeout(10);
        Topology.build(env, settings, board);
        return env;
    }

    static void restore(Configuration configuration, Path checkpoint) {
        SavepointRestoreSettings.toConfiguration(
                SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), true), configuration);
    }

    /** Submits the job to the cluster whose client runs this; the settings come from the environment. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            System.out.println(USAGE);
            return;
        }
        var settings = fromEnvironment(System.getenv());
        var env = environment(settings, new Board(UUID.randomUUID().toString()), configuration(settings));
        env.execute("shanshao");
    }

    /** @throws IOException with the usage, when something is missing or cannot be read */
    static JobSettings fromEnvironment(Map<String, String> env) throws IOException {
        return JobSettings.of(
                        need(env, "SHANSHAO_MQTT_URI"),
                        env.getOrDefault("SHANSHAO_MQTT_USER", "job"),
                        need(env, "SHANSHAO_MQTT_PASSWORD"),
                        URI.create(need(env, "SHANSHAO_STORE_URL")),
                        need(env, "SHANSHAO_STORE_USER"),
                        need(env, "SHANSHAO_STORE_PASSWORD"),
                        Path.of(need(env, "SHANSHAO_STATE")))
                .withTrust(trust(env));
    }

    private static @Nullable Path trust(Map<String, String> env) throws IOException {
        var file = env.getOrDefault("SHANSHAO_MQTT_TRUST", "");
        if (file.isBlank()) {
            return null;
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new IOException("SHANSHAO_MQTT_TRUST: %s cannot be read%n%s".formatted(file, USAGE));
        }
        return Path.of(file);
    }

    private static String need(Map<String, String> env, String name) throws IOException {
        var value = env.get(name);
        if (value == null || value.isBlank()) {
            throw new IOException("environment variable %s is missing%n%s".formatted(name, USAGE));
        }
        return value;
    }
}
