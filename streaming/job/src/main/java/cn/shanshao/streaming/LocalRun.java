package cn.shanshao.streaming;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
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

/** One cluster inside this JVM with the job on it, from its beginning to its end. */
final class LocalRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final long PATIENCE_S = 120;
    private static final long ANSWER_S = 5;

    /** What Flink, or we, name whenever an operator cannot use the state that it is given. */
    private static final List<String> RESTORING =
            List.of("StreamTaskStateInitializerImpl", "StateMigrationException", UnreadableState.class.getName());

    private final MiniCluster cluster;
    private final JobID id;
    private final Board board = new Board(UUID.randomUUID().toString());
    private final JobSettings settings;
    private List<Path> earlier;

    /** Submits the job; it does not run yet. */
    private LocalRun(JobSettings settings, @Nullable Path checkpoint, List<Path> earlier) throws Exception {
        LOG.info("the job starts {}", checkpoint == null ? "without a checkpoint" : "from " + checkpoint);
        this.settings = settings;
        this.earlier = earlier;
        var configuration = HazardJob.local(settings);
        if (checkpoint != null) {
            HazardJob.restore(configuration, checkpoint);
        }
        var graph = HazardJob.environment(settings, board, configuration).getStreamGraph();
        graph.setJobName("shanshao");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .withRandomPorts()
                .build());
        try {
            cluster.start();
            id = cluster.submitJob(graph).get(PATIENCE_S, TimeUnit.SECONDS).getJobID();
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Returns when every task runs.
     *
     * @param checkpoint to go on from; {@code null} for a job without a memory
     * @param earlier runs, which are removed once this one can be restored from checkpoints of its own
     * @throws RestoreFailure when the checkpoint cannot be used
     */
    static LocalRun start(JobSettings settings, @Nullable Path checkpoint, List<Path> earlier) throws Exception {
        var run = new LocalRun(settings, checkpoint, earlier);
        try {
            run.awaitRunning(checkpoint != null);
            return run;
        } catch (Exception e) {
            run.cluster.close();
            run.board.forget();
            throw e;
        }
    }

    /** Returns when every task runs, so its state has been read; a task that fails for another reason is started again. */
    private void awaitRunning(boolean isRestoring) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!isRunning()) {
            var failure = failure();
            if (isRestoring && RESTORING.stream().anyMatch(failure::contains) || isOver()) {
                throw new RestoreFailure(failure);
            }
            if (System.nanoTime() > until) {
                throw new TimeoutException("the job is %s after %d s: %s".formatted(status(), PATIENCE_S, failure));
            }
            Thread.sleep(20);
        }
    }

    /** Every task runs. */
    boolean isRunning() throws Exception {
        if (askedStatus() != JobStatus.RUNNING) {
            return false;
        }
        var graph = cluster.getExecutionGraph(id).get(PATIENCE_S, TimeUnit.SECONDS);
        for (var vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** It will not run again: the job has ended, whatever the reason, or the cluster has. */
    boolean isOver() throws Exception {
        return !cluster.isRunning() || askedStatus().isTerminalState();
    }

    private JobStatus askedStatus() throws Exception {
        return cluster.getJobStatus(id).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Flink's word on the last failure; empty when there was none. */
    private String failure() throws Exception {
        var info =
                cluster.getExecutionGraph(id).get(PATIENCE_S, TimeUnit.SECONDS).getFailureInfo();
        return info == null ? "" : info.getExceptionAsString();
    }

    /** State that is there and cannot be used. */
    static final class RestoreFailure extends Exception {
        private static final long serialVersionUID = 1L;

        RestoreFailure(String why) {
            super(why);
        }
    }

    /** Flink's word; never waits for long. */
    String status() {
        try {
            return cluster.getJobStatus(id).get(ANSWER_S, TimeUnit.SECONDS).name();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "UNKNOWN";
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return "UNKNOWN";
        }
    }

    Tally tally() {
        return board.tally();
    }

    MiniCluster cluster() {
        return cluster;
    }

    JobID id() {
        return id;
    }

    /** Removes what earlier runs have left, once this one could be restored from checkpoints of its own. */
    void sweep() {
        if (!earlier.isEmpty() && tally().checkpoints() > 3L * settings.parallelism()) {
            earlier.forEach(LocalRun::delete);
            earlier = List.of();
        }
    }

    private static void delete(Path run) {
        try {
            Checkpoints.delete(run);
        } catch (IOException | RuntimeException e) {
            LOG.warn("old checkpoints {} could not be removed", run, e);
        }
    }

    /** Takes a last checkpoint. */
    void checkpoint() {
        try {
            cluster.triggerCheckpoint(id).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("no last checkpoint; the next start goes on from the one before", e);
        }
    }

    /**
     * Stops at once, as a crash would: no last checkpoint.
     *
     * @throws TimeoutException when it does not end; a second one beside it would fight for its connections
     */
    void end() throws InterruptedException, TimeoutException {
        try {
            cluster.cancelJob(id).get(PATIENCE_S, TimeUnit.SECONDS);
            cluster.requestJobResult(id).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("the job did not end by itself", e);
        }
        try {
            cluster.closeAsync().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("the cluster did not end cleanly", e);
        }
        board.forget();
    }
}
