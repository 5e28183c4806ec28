package cn.shanshao.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueTest {
    @Test
    void dropsTheOldestThatWaitsAndCountsIt() throws Exception {
        var queue = new Queue(2, 10);
        var a = parcel("a");
        var b = parcel("b");
        var c = parcel("c");
        List.of(a, b, c).forEach(queue::offer);
        assertThat(queue.dropped()).isEqualTo(1);
        assertThat(queue.take(0)).isSameAs(b);
        assertThat(queue.take(0)).isSameAs(c);
    }

    @Test
    void whatWasUnderWayGoesOutAgainFirstAndInOrder() throws Exception {
        var queue = new Queue(10, 2);
        var a = parcel("a");
        var b = parcel("b");
        var c = parcel("c");
        List.of(a, b, c).forEach(queue::offer);
        assertThat(queue.take(0)).isSameAs(a);
        assertThat(queue.take(0)).isSameAs(b);
        assertThat(queue.take(0)).as("the window is full").isNull();
        queue.again();
        assertThat(queue.take(0)).isSameAs(a);
        var settled = new AtomicInteger();
        queue.settle(a, settled::incrementAndGet);
        queue.settle(a, settled::incrementAndGet);
        assertThat(settled).hasValue(1);
        assertThat(queue.take(0)).isSameAs(b);
        assertThat(queue.take(0)).isSameAs(c);
        queue.settle(b, () -> {});
        assertThat(queue.awaitEmpty(0)).isFalse();
        queue.settle(c, () -> {});
        assertThat(queue.awaitEmpty(0)).isTrue();
    }

    private static Parcel parcel(String topic) {
        return Parcel.of(topic, new byte[0], 1);
    }
}
