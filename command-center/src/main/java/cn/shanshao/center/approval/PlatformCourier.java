package cn.shanshao.center.approval;

import cn.shanshao.center.Loop;
import cn.shanshao.center.Loops;
import cn.shanshao.center.OneLine;
import cn.shanshao.center.Problem;
import cn.shanshao.center.approval.Dispatches.Dispatch;
import cn.shanshao.center.approval.Dispatches.State;
import cn.shanshao.center.approval.Dispatches.What;
import cn.shanshao.center.approval.PlatformClient.Answer;
import cn.shanshao.center.approval.PlatformResult.Said;
import cn.shanshao.ingest.mqtt.Backoff;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.WireException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings the outbox to the approval platform, again and again under the same key until it answers, and asks for results that
 * no call has brought. Where no platform is set it does not run.
 */
@Component
class PlatformCourier implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PlatformCourier.class);
    private static final Duration LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private final Dispatches dispatches;
    private final PlatformClient client;
    private final PlatformSeal seal;
    private final Platform platform;
    private final PlatformSettings settings;
    private final RefusedCalls refused;
    private final Clock clock;
    private final Loop loop;
    /** Holds at most one thing: that it is to look now. */
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);

    PlatformCourier(
            Dispatches dispatches,
            PlatformClient client,
            PlatformSeal seal,
            Platform platform,
            PlatformSettings settings,
            RefusedCalls refused,
            Clock clock,
            Loops loops) {
        this.dispatches = dispatches;
        this.client = client;
        this.seal = seal;
        this.platform = platform;
        this.settings = settings;
        this.refused = refused;
        this.clock = clock;
        this.loop = loops.loop(
                "approval-platform", Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(10)), this::step);
    }

    private void step() throws InterruptedException {
        for (var due : dispatches.due(clock.instant())) {
            bring(due);
        }
        bell.poll(LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void bring(Dispatch due) throws InterruptedException {
        try {
            if (due.state() == State.TAKEN) {
                ask(due);
            } else {
                send(due);
            }
        } catch (IOException | RuntimeException e) {
            // what one of them meets must not hold up the others
            later(due, OneLine.of(e));
        }
    }

    private void send(Dispatch due) throws IOException, InterruptedException {
        var answer =
                client.post(due.what() == What.SUBMIT ? "/approvals" : "/approvals/withdraw", due.key(), due.body());
        var isTaken = answer.status() / 100 == 2 || answer.status() == 409;
        if (isTaken) {
            var next = due.what() == What.SUBMIT ? State.TAKEN : State.DONE;
            dispatches.tried(due, next, clock.instant().plus(settings.poll()), null);
        } else if (answer.status() / 100 == 4 && !LATER.contains(answer.status())) {
            log.warn("the approval platform refused {}: {}", due.key(), answer.status());
            platform.refuse(due, "refused: " + answer.status());
        } else {
            later(due, "answered " + answer.status());
        }
    }

    private void later(Dispatch due, String trouble) {
        log.warn("the approval platform has not taken {}: {}", due.key(), trouble);
        var rest = due.state() == State.TAKEN ? settings.poll() : rest(due.attempts());
        dispatches.tried(due, due.state(), clock.instant().plus(rest), trouble);
    }

    /** 1 s, 2 s, 4 s … 1 min. */
    private static Duration rest(int attempts) {
        var doubled = Duration.ofSeconds(1L << Math.min(attempts, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_REST) < 0 ? doubled : LONGEST_REST;
    }

    private void ask(Dispatch due) throws IOException, InterruptedException {
        var answer = client.post("/approvals/status", due.key() + "/status", Json.text(platform.question(due)));
        if (answer.status() != 200) {
            throw new IOException("asked for a result, it answered " + answer.status());
        }
        var result = result(answer);
        var trouble = result == null || result.result() == Said.PENDING ? null : take(due, result);
        dispatches.tried(due, State.TAKEN, clock.instant().plus(settings.poll()), trouble);
    }

    /**
     * It is asked for as long as it waits, and may say the same for hours: that is told when it changes.
     *
     * @return why it cannot be taken; {@code null}: it is
     */
    private @Nullable String take(Dispatch due, PlatformResult result) {
        if (!due.approval().equals(result.id()) || due.round() != result.round()) {
            var another = "the result that it gave is that of another";
            if (!another.equals(due.trouble())) {
                log.warn("asked for the result of {}, the approval platform gave that of another", due.key());
            }
            return another;
        }
        try {
            platform.take(result);
            return null;
        } catch (Problem e) {
            var trouble = OneLine.of(e.said());
            if (!trouble.equals(due.trouble())) {
                refused.note("refused", due.approval(), e);
                log.warn(
                        "the result of {} cannot be taken: {}",
                        due.key(),
                        e.getBody().getDetail());
            }
            return trouble;
        }
    }

    /** An answer is signed like a call, over the nonce of the question. */
    private @Nullable PlatformResult result(Answer answer) throws IOException {
        try {
            if (!Objects.equals(
                    seal.open(answer.headers(), answer.body()), answer.asked().nonce())) {
                throw new IOException("the answer belongs to another question");
            }
            return Json.read(answer.body(), PlatformResult.class);
        } catch (Problem | WireException e) {
            throw new IOException("the answer cannot be believed: " + e.getMessage(), e);
        }
    }

    @TransactionalEventListener
    void on(Platform.Written written) {
        bell.offer(true);
    }

    @Override
    public void start() {
        if (settings.url() != null) {
            loop.start();
        }
    }

    @Override
    public void stop() {
        loop.stop(Duration.ofSeconds(1));
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
