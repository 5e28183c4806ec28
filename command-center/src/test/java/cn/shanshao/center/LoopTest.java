package cn.shanshao.center;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.mqtt.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Backoff SHORT = Backoff.between(Duration.ofMillis(1), Duration.ofMillis(5));

    private final AtomicInteger steps = new AtomicInteger();
    private final Loops loops = new Loops();
    private volatile Throwable failure;
    private final Loop loop = loops.loop("tested", SHORT, this::step);

    private void step() throws Exception {
        steps.incrementAndGet();
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof Exception e) {
            throw e;
        }
        TimeUnit.MILLISECONDS.sleep(1);
    }

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    private void goesOn() {
        var before = steps.get();
        eventually(() -> assertThat(steps.get()).isGreaterThan(before + 2));
    }

    @Test
    void survivesWhateverAStepThrows() {
        loop.start();
        goesOn();
        failure = new IllegalStateException("away");
        goesOn();
        failure = new StackOverflowError();
        goesOn();
        failure = new OutOfMemoryError("not really");
        goesOn();
        failure = new InterruptedException("by a stranger");
        goesOn();
    }

    @Test
    void saysThatItIsBrokenWhileItsStepsEndWithErrors() {
        loop.start();
        goesOn();
        assertThat(loops.broken()).isEmpty();
        failure = new NoClassDefFoundError("x");
        eventually(() -> assertThat(loops.broken()).containsExactly("tested"));
        failure = null;
        eventually(() -> assertThat(loops.broken()).isEmpty());
    }

    @Test
    void canBeStoppedAndStartedAgain() {
        for (var i = 0; i < 3; i++) {
            loop.start();
            assertThat(loop.isRunning()).isTrue();
            goesOn();
            loop.stop(Duration.ZERO);
            assertThat(loop.isRunning()).isFalse();
            assertThat(loop.isBroken()).isFalse();
            var last = steps.get();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(t -> t.getName().equals("tested"));
            assertThat(steps.get()).isEqualTo(last);
        }
    }

    @Test
    void aStopWaitsForTheStepUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var gentle = new CountDownLatch(1);
        var patient = new Loop("patient", SHORT, () -> {
            begun.countDown();
            gentle.await();
            ended.countDown();
        });
        patient.start();
        begun.await();
        var helper = new Thread(() -> {
            eventually(() -> assertThat(patient.isRunning()).isFalse());
            gentle.countDown();
        });
        helper.start();
        patient.stop(Duration.ofSeconds(30));

        assertThat(ended.getCount()).isZero();
        helper.join();
    }
}
