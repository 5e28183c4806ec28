package cn.shanshao.allinone.web;

import cn.shanshao.streaming.JobHealth;
import cn.shanshao.streaming.RunningJob;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the job is to be found once it runs: it starts beside the command centre. */
public record JobSeat(CompletableFuture<RunningJob> job) {
    /** @throws java.util.concurrent.CompletionException with the reason when it does not start */
    public void await() {
        job.join();
    }

    /** Empty while it starts. */
    Optional<JobHealth> health() {
        var done = job.isDone() && !job.isCompletedExceptionally();
        return done ? Optional.of(job.join().health()) : Optional.empty();
    }
}
