package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static Claimed message(long id, int urgency) {
        var now = Instant.EPOCH;
        return new Claimed(
                id, Realm.LIVE, Channel.SMS, null, false, null, null, "", "", 1, 0, 1, urgency, now, now, now);
    }

    @Test
    void theMoreUrgentOvertakesWhatWaits() throws InterruptedException {
        var lane = new Lane(1);
        var busy = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var order = Collections.synchronizedList(new ArrayList<Long>());
        lane.enter(message(1, 5), () -> {
            begun.countDown();
            await(busy);
        });
        await(begun);
        lane.enter(message(2, 5), () -> order.add(2L));
        lane.enter(message(3, 0), () -> order.add(3L));
        lane.enter(message(4, 0), () -> order.add(4L));
        var all = new CountDownLatch(1);
        lane.enter(message(5, 6), all::countDown);
        busy.countDown();

        await(all);
        assertThat(order).containsExactly(3L, 4L, 2L);
        assertThat(lane.close()).isEmpty();
    }

    @Test
    void noMoreAreClaimedThanThereArePlaces() {
        var lane = new Lane(2);

        assertThat(lane.take()).isEqualTo(16);
        assertThat(lane.take()).isZero();
        lane.giveBack(3);
        assertThat(lane.take()).isEqualTo(3);
        assertThat(new Lane(0).take()).isZero();
        lane.close();
    }

    @Test
    void whatNobodyHasBegunWithComesBackAtTheEnd() throws InterruptedException {
        var lane = new Lane(1);
        var busy = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        lane.enter(message(1, 0), () -> {
            begun.countDown();
            await(busy);
        });
        await(begun);
        lane.enter(message(2, 0), () -> {});
        lane.enter(message(3, 0), () -> {});

        assertThat(lane.close()).extracting(Claimed::id).isEqualTo(List.of(2L, 3L));
        busy.countDown();
        assertThat(lane.awaitEnd(TimeUnit.SECONDS.toNanos(30))).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
