package cn.shanshao.streaming;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job on a cluster inside this JVM. */
final class LocalJob implements RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
    private static final long PATIENCE_S = 120;

    /** Flink names this class whenever an operator cannot read its state. */
    private static final String RESTORING = "StreamTaskStateInitializerImpl";

    private final MiniCluster cluster;
    private final JobID id;
    private final JobSettings settings;
    private final Board board;
    private final ScheduledExecutorService broom = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "old-checkpoints");
        thread.setDaemon(true);
        return thread;
    });

    private LocalJob(MiniCluster cluster, JobID id, JobSettings settings, Board board) {
        this.cluster = cluster;
        this.id = id;
        this.settings = settings;
        this.board = board;
    }

    static LocalJob start(JobSettings settings) throws Exception {
        var checkpoints = new Checkpoints(settings.state().resolve("checkpoints"));
        var earlier = checkpoints.runs();
        for (var checkpoint : checkpoints.whole()) {
            try {
                return start(settings, checkpoint, earlier);
            } catch (RestoreFailure e) {
                LOG.error("the job cannot go on from {}, trying the one before", checkpoint, e);
            }
        }
        if (!checkpoints.isEmpty()) {
            LOG.error(
                    "no checkpoint below {} can be used: episodes are taken over from the command centre",
                    settings.state());
        }
        return start(settings, null, earlier);
    }

    private static LocalJob start(JobSettings settings, @Nullable Path checkpoint, List<Path> earlier)
            throws Exception {
        LOG.info("the job starts {}", checkpoint == null ? "without a checkpoint" : "from " + checkpoint);
        var configuration = HazardJob.local(settings);
        if (checkpoint != null) {
            HazardJob.restore(configuration, checkpoint);
        }
        var board = new Board(UUID.randomUUID().toString());
        var graph = HazardJob.environment(settings, board, configuration).getStreamGraph();
        graph.setJobName("shanshao");
        var cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .withRandomPorts()
                .build());
        try {
            cluster.start();
            var job = new LocalJob(cluster, cluster.submitJob(graph).get().getJobID(), settings, board);
            job.awaitRunning(checkpoint != null);
            job.sweep(earlier);
            return job;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns when every task runs, so its state has been read; a task that fails for another reason is started again. */
    private void awaitRunning(boolean isRestoring) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!isRunning()) {
            var failure = failure();
            if (isRestoring && failure.contains(RESTORING) || status().isTerminalState()) {
                throw new RestoreFailure(failure);
            }
            if (System.nanoTime() > until) {
                throw new TimeoutException("the job is %s after %d s: %s".formatted(status(), PATIENCE_S, failure));
            }
            Thread.sleep(20);
        }
    }

    private boolean isRunning() throws Exception {
        if (status() != JobStatus.RUNNING) {
            return false;
        }
        for (var vertex :
                cluster.getExecutionGraph(id).get(PATIENCE_S, TimeUnit.SECONDS).getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Flink's word on the last failure; empty when there was none. */
    private String failure() throws Exception {
        var info =
                cluster.getExecutionGraph(id).get(PATIENCE_S, TimeUnit.SECONDS).getFailureInfo();
        return info == null ? "" : info.getExceptionAsString();
    }

    /** State that is there and cannot be used. */
    private static final class RestoreFailure extends Exception {
        RestoreFailure(String why) {
            super(why);
        }
    }

    private JobStatus status() throws Exception {
        return cluster.getJobStatus(id).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Removes what earlier runs have left, once this one could be restored from checkpoints of its own. */
    private void sweep(List<Path> earlier) {
        broom.scheduleWithFixedDelay(
                () -> {
                    if (board.tally().checkpoints() > 3L * settings.parallelism()) {
                        delete(earlier);
                        broom.shutdown();
                    }
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private static void delete(List<Path> runs) {
        for (var run : runs) {
            try {
                Checkpoints.delete(run);
            } catch (IOException | RuntimeException e) {
                LOG.warn("old checkpoints {} could not be removed", run, e);
            }
        }
    }

    @Override
    public JobHealth health() {
        String status;
        try {
            status = status().name();
        } catch (Exception e) {
            status = "UNKNOWN";
        }
        return board.tally().look(status, settings.storeBacklogBytes(), settings.parallelism());
    }

    @Override
    public void close() {
        try {
            cluster.triggerCheckpoint(id).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("no last checkpoint; the next start goes on from the one before", e);
        }
        end();
    }

    /** Stops at once, as a crash would: no last checkpoint. */
    void end() {
        broom.shutdownNow();
        try {
            cluster.cancelJob(id).get(PATIENCE_S, TimeUnit.SECONDS);
            cluster.requestJobResult(id).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the job did not end in time", e);
        }
        try {
            cluster.close();
        } catch (Exception e) {
            LOG.warn("the cluster did not end cleanly", e);
        }
        board.forget();
    }
}
