package cn.shanshao.streaming;

import cn.shanshao.ingest.wire.Text;
import cn.shanshao.streaming.LocalRun.RestoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a cluster inside this JVM. It never stays dead: when the job or the cluster ends by itself, a new one goes on
 * from the newest checkpoint, again and again until one runs.
 */
final class LocalJob implements RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
    private static final long LOOK_MS = 1_000;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;

    /** Flink starts a task again by itself; a job that does not run for this long is beyond its help. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    /** What a disk does not give now it may give in a moment; longer than this nothing is to go unjudged. */
    private static final Duration FORGET_AFTER = Duration.ofSeconds(20);

    private final JobSettings settings;
    private final Checkpoints checkpoints;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keep, "job-keeper");
    private volatile LocalRun run;
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile long lastDeath;
    private volatile @Nullable Text trouble;
    private long ran = System.nanoTime();
    private long died;

    private LocalJob(JobSettings settings) throws Exception {
        this.settings = settings;
        this.checkpoints = new Checkpoints(settings.state().resolve("checkpoints"));
        this.run = begin(true);
        keeper.setDaemon(true);
    }

    static LocalJob start(JobSettings settings) throws Exception {
        var job = new LocalJob(settings);
        job.keeper.start();
        return job;
    }

    /** Goes on from the newest checkpoint that can be used; when none can, without, and what there was is set aside. */
    private LocalRun begin(boolean mayForget) throws Exception {
        var earlier = checkpoints.runs();
        for (var checkpoint : checkpoints.whole()) {
            try {
                return LocalRun.start(settings, checkpoint, earlier);
            } catch (RestoreFailure e) {
                LOG.error("the job cannot go on from {}, trying the one before", checkpoint, e);
            }
        }
        var isLost = checkpoints.hasFinished();
        if (isLost && !mayForget) {
            throw new IOException("no checkpoint below %s can be used".formatted(settings.state()));
        }
        if (isLost) {
            LOG.error(
                    "no checkpoint below {} can be used: episodes are taken over from the command centre",
                    settings.state());
        }
        var fresh = LocalRun.start(settings, null, isLost ? List.of() : earlier);
        if (isLost) {
            checkpoints.setAside(earlier);
        }
        return fresh;
    }

    private void keep() {
        var pause = FIRST_PAUSE_MS;
        try {
            while (!closing.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (look()) {
                    pause = FIRST_PAUSE_MS;
                } else if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                } else {
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the keeper of the job ends");
        }
    }

    /** Whether all is well, or is again; whatever goes wrong here is tried again later. */
    private boolean look() throws InterruptedException {
        try {
            if (isDead()) {
                revive();
            }
            run.sweep();
            trouble = null;
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            LOG.error("the job cannot be started again yet", e);
            trouble = new Text("分析作业已停止，无法重新启动", "the job has ended and cannot be started again: " + e);
            return false;
        }
    }

    private boolean isDead() throws Exception {
        if (run.isOver()) {
            return true;
        }
        if (run.isRunning()) {
            ran = System.nanoTime();
        }
        return System.nanoTime() - ran > STALLED.toNanos();
    }

    private void revive() throws Exception {
        if (trouble == null) {
            LOG.error("the job is {} and does not come back by itself, starting another", run.status());
            deaths.incrementAndGet();
            died = System.nanoTime();
        }
        run.end();
        run = begin(System.nanoTime() - died > FORGET_AFTER.toNanos());
        ran = System.nanoTime();
        lastDeath = ran;
    }

    /** The cluster that runs it now. */
    LocalRun run() {
        return run;
    }

    @Override
    public JobHealth health() {
        var now = run;
        var tally = now.tally();
        var restarts = deaths.get() + tally.restarts();
        var since = tally.restarts() > 0 ? tally.sinceBegun() : deaths.get() > 0 ? sinceDeath() : null;
        return tally.look(now.status(), restarts, since, settings, troubles());
    }

    private Duration sinceDeath() {
        return lastDeath == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastDeath);
    }

    private List<Text> troubles() {
        var all = new ArrayList<Text>();
        var why = trouble;
        if (why != null) {
            all.add(why);
        }
        if (checkpoints.isSomethingAside()) {
            all.add(new Text(
                    "分析作业的状态曾丢失，未结束的警情已由指挥中心接续，请查看 %s".formatted(checkpoints.aside()),
                    "the state of the job was lost, and episodes were taken over from the command centre;"
                            + " what could not be used is in %s: look at it, then remove it"
                                    .formatted(checkpoints.aside())));
        }
        return all;
    }

    @Override
    public void close() {
        stop();
        run.checkpoint();
        endRun();
    }

    /** Stops at once, as a crash would: no last checkpoint. */
    void end() {
        stop();
        endRun();
    }

    private void stop() {
        closing.countDown();
        keeper.interrupt();
        try {
            keeper.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endRun() {
        try {
            run.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("the job did not end in time", e);
        }
    }
}
