package cn.shanshao.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MishapTest {
    @Test
    void anErrorOnAnExecutorIsSeenByTheTask() throws Exception {
        var woken = new CountDownLatch(1);
        var mishap = new Mishap(woken::countDown);
        assertThatCode(mishap::check).doesNotThrowAnyException();
        var timer = Executors.newSingleThreadScheduledExecutor();
        try {
            timer.scheduleWithFixedDelay(
                    mishap.guard(() -> {
                        throw new StackOverflowError("deep");
                    }),
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(woken.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            timer.shutdownNow();
        }

        assertThatThrownBy(mishap::check).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void theFirstFailureIsToldNotItsConsequences() {
        var mishap = new Mishap(() -> {});
        mishap.happened(new IllegalStateException("first"));
        mishap.happened(new IllegalStateException("second"));

        assertThatThrownBy(mishap::check).hasRootCauseMessage("first");
    }
}
