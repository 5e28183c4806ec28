package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import cn.shanshao.center.Loops;
import cn.shanshao.center.notification.Outbox.Claimed;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ClerkTest {
    private final Outbox outbox = mock();
    private final Receipts receipts = mock();
    private final List<Long> written = new CopyOnWriteArrayList<>();
    private final Clerk clerk = new Clerk(
            outbox,
            receipts,
            new TransactionTemplate(mock(PlatformTransactionManager.class)),
            new Loops(),
            message -> written.add(message.id()));

    @AfterEach
    void stop() {
        clerk.stop();
    }

    private static Claimed message(long id) {
        var now = Instant.EPOCH;
        return new Claimed(id, Realm.LIVE, Channel.SMS, null, false, null, null, "", "", 1, 0, 1, 0, now, now, now);
    }

    private static Word.Taken taken(long id) {
        return new Word.Taken(message(id), 1, "carrier/" + id);
    }

    @Test
    void whatCannotBeWrittenHoldsUpNobodyElse() {
        var broken = new Word.Other(message(2), () -> {
            throw new IllegalStateException("no room for these words");
        });
        clerk.start();
        clerk.take(taken(1));
        clerk.take(broken);
        clerk.take(new Word.Untouched(message(3)));
        eventually(() -> assertThat(written).contains(1L, 3L));
        clerk.take(taken(4));

        eventually(() -> assertThat(written).containsOnlyOnce(1L, 3L, 4L).doesNotContain(2L));
        verify(outbox, atLeastOnce()).putBack(List.of(3L));
    }

    @Test
    void whatTheDatabaseDidNotTakeIsWrittenWhenItIsBack() {
        doThrow(new IllegalStateException("the database is away"))
                .doThrow(new IllegalStateException("still"))
                .doNothing()
                .when(receipts)
                .taken(anyList());
        clerk.start();
        clerk.take(taken(1));

        eventually(() -> assertThat(written).containsExactly(1L));
    }

    @Test
    void theLastWordsAreWrittenAtTheStop() {
        clerk.take(taken(1));
        clerk.take(taken(2));
        clerk.stop();

        assertThat(written).containsExactly(1L, 2L);
        verify(receipts).taken(List.of(taken(1), taken(2)));
    }
}
